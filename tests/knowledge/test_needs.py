"""Needs that no service meets: a file, and faults with their line."""

from pathlib import Path

import numpy as np
import pytest
from support.faults import assert_fault

from knowledge.catalogue import Catalogue
from knowledge.needs import read_needs
from knowledge.search.needs import NeedCalibration, load_need_calibration, weigh_needs

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
    ways = [[agency, catalogue.above(agency)] for agency in agencies]
    assert all(any(one and (one.domain or one.phone) for one in way) for way in ways)


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    calibration = NeedCalibration((1.0, -2.5, 0.1), -4.25)
    calibration.save(tmp_path / "needs.json")
    assert load_need_calibration(tmp_path / "needs.json") == calibration


def test_a_catalogue_without_needs_has_none() -> None:
    margins = np.zeros(3, np.float32)
    assert weigh_needs((), margins, margins[:0], 0.0) is None
