"""Life events: whole files, faults told with their line, and messages that find them."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from support.faults import assert_fault
from support.serving import private_settings

from assistant.language.repair import repair
from assistant.loading import normalise
from knowledge.catalogue import Catalogue, load
from knowledge.journeys import Journey, read_journeys
from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.topics import Likely, TopicIndex, open_topics

MOVE = """\
id: move
title: جابه‌جایی
questions:
- داریم می‌رویم
- اسباب‌کشی داریم
steps:
- title: نشانی تازه
  service: residence
  why: همه آن را می‌خواهند.
  when: معمولاً تا ۲۰ روز.
  limit: معمولاً تا ۲۰ روز
  sources:
  - address: https://example.ir/1
    kind: guide
- title: خداحافظی
  why: ادب است.
"""
FAULTS = {
    "unknown service": ("service: residence", "service: nowhere", 8, "unknown service nowhere"),
    "one service twice": ("- title: خداحافظی", "- title: باز\n  service: residence", 6, "twice"),
    "id is not the file's name": ("id: move", "id: other", 1, "the file's name, move"),
    "one question twice": ("- اسباب‌کشی داریم", "- داریم می‌رویم", 4, "duplicate question"),
    "no questions": ("- داریم می‌رویم\n- اسباب‌کشی داریم", "  []", 3, "at least 1 item"),
    "unknown field": ("  why: ادب", "  how: ادب", 16, "Extra inputs"),
    "time without a source": ("  why: ادب است.", "  why: ادب.\n  when: فردا", 15, "needs a source"),
    "limit without its sentence": ("  when: معمولاً تا ۲۰ روز.\n", "", 7, "the sentence"),
    "limit of an undated guide": ("limit: معمولاً تا", "limit: تا", 7, "«معمولاً»"),
    "source that cannot be opened": ("https://example.ir/1", "a book", 7, "http(s) address"),
    "source of no kind": ("\n    kind: guide", "", 7, "its kind"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, fault: tuple[str, str, int, str]
) -> None:
    assert_fault(tmp_path / "move.yml", MOVE, fault, lambda: read_journeys(tmp_path, {"residence"}))


def test_a_file_without_fault_is_read(tmp_path: Path) -> None:
    (tmp_path / "move.yml").write_text(MOVE, encoding="utf-8")
    (journey,) = read_journeys(tmp_path, {"residence"}).values()
    assert [step.service for step in journey.steps] == ["residence", None]
    assert journey.steps[0].sources[0].address == "https://example.ir/1"


def test_the_own_files_are_whole() -> None:
    journeys = load().journeys
    assert journeys
    for journey in journeys.values():
        assert len(journey.questions) >= 15, journey.id
        assert any(step.service for step in journey.steps), journey.id


@dataclass(frozen=True)
class Telling:
    """The own life events with the real encoder, and a vector for each of their questions."""

    encoder: Encoder
    journeys: list[Journey]
    index: TopicIndex[Journey]
    vectors: dict[str, Vectors]

    def best(self, text: str) -> Likely[Journey]:
        repaired = repair(text).text
        return self.index.best(repaired, self.encoder.query(repaired))

    def without(self, held: Collection[str]) -> dict[str, str]:
        """What each of these questions finds when no event has any of them."""
        left = [
            one.model_copy(update={"questions": tuple(q for q in one.questions if q not in held)})
            for one in self.journeys
        ]
        texts = [text for one in left for text in one.questions]
        rows = np.stack([self.vectors[text] for text in texts])
        index = TopicIndex(left, [normalise(text) for text in texts], rows)
        return {text: index.best(repair(text).text, self.vectors[text]).topic.id for text in held}


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Telling:
    settings = private_settings(tmp_path_factory.mktemp("journeys"))
    encoder, known = Encoder(settings.encoder), list(catalogue.journeys.values())
    index = open_topics(known, encoder, normalise, settings.index_dir / "journeys")
    texts = [text for one in known for text in one.questions]
    vectors = encoder.queries([repair(text).text for text in texts])
    return Telling(encoder, known, index, dict(zip(texts, vectors, strict=True)))


def test_own_words_find_their_event(telling: Telling) -> None:
    for journey in telling.journeys:
        found = telling.best(journey.questions[0])
        assert found.topic.id == journey.id
        assert found.likeness > 0.9


def test_a_life_event_is_found_by_other_ways_to_tell_it(telling: Telling) -> None:
    """.81 of all own questions find their event by those of the other folds."""
    right, asked = 0, 0
    for fold in range(5):
        held = {text: one.id for one in telling.journeys for text in one.questions[fold::5]}
        right += sum(held[text] == id_ for text, id_ in telling.without(held).items())
        asked += len(held)
    assert right >= 0.78 * asked
