"""Needs that no service meets: a file, faults with their line, and messages that find them."""

from pathlib import Path

import numpy as np
import pytest
from support.faults import assert_fault
from support.serving import private_settings

from assistant.loading import normalise
from knowledge.catalogue import Catalogue
from knowledge.needs import read_needs
from knowledge.search.encoder import Encoder
from knowledge.search.topics import TopicIndex

FILE = """\
needs:
  - need: ریز نمرات
    agency: msrt
    questions:
      - ریز نمراتم را می‌خواهم
  - need: کود
    agency: maj
    questions:
      - کود از کجا بگیرم
"""
FAULTS = {
    "unknown agency": ("agency: maj", "agency: nobody", 7, "unknown agency nobody"),
    "one need twice": ("need: کود", "need: ریز نمرات", 6, "duplicate need"),
    "one question twice": ("کود از کجا بگیرم", "ریز نمراتم را می‌خواهم", 9, "duplicate question"),
    "no questions": ("\n      - کود از کجا بگیرم", " []", 8, "at least 1 item"),
    "unknown field": ("    agency: maj", "    agency: maj\n    fee: ۲", 8, "Extra inputs"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, fault: tuple[str, str, int, str]
) -> None:
    path = tmp_path / "needs.yml"
    assert_fault(path, FILE, fault, lambda: read_needs(path, {"msrt", "maj"}))


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "needs.yml"
    path.write_text(FILE, encoding="utf-8")
    needs = read_needs(path, {"msrt", "maj"})
    assert [one.agency for one in needs.values()] == ["msrt", "maj"]


def test_every_need_leads_somewhere(catalogue: Catalogue) -> None:
    agencies = [catalogue.agencies[need.agency] for need in catalogue.needs.values()]
    assert all(agency.domain or agency.phone for agency in agencies)


def test_a_question_finds_its_need_by_the_others(tmp_path: Path, catalogue: Catalogue) -> None:
    encoder = Encoder(private_settings(tmp_path).encoder)
    needs = list(catalogue.needs.values())
    texts = [normalise(text) for need in needs for text in need.questions]
    vectors = dict(zip(texts, encoder.queries(texts), strict=True))
    held = {need.id: normalise(need.questions[-1]) for need in needs}
    left = [one.model_copy(update={"questions": one.questions[:-1]}) for one in needs]
    known = [normalise(text) for one in left for text in one.questions]
    index = TopicIndex(left, known, np.stack([vectors[text] for text in known]))
    right = [index.best(text, vectors[text]).topic.id == id_ for id_, text in held.items()]
    assert sum(right) / len(right) >= 0.8
