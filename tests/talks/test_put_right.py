"""Talks in which a complaint is put right: read, and judged by the case at the end."""

import json
from pathlib import Path

import pytest

from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from lab.talks.judge import ToldMatter
from lab.talks.put_right import PlayedCorrection, PutRight, figures_of, read_put_right

FILES = (
    PROJECT / "tests" / "evaluation" / "put_right.jsonl",
    Path(__file__).parent / "put_right_development.jsonl",
)
TALK = PutRight(
    kind="town",
    says=["برق شهریار قطعه", "شهریار نیست، ملارده"],
    agency_ids=["tavanir"],
    city="بندرانزلی",
    must=["برق"],
    must_not=["شهریار"],
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_talks_speak_of_what_is_known(path: Path, catalogue: Catalogue) -> None:
    talks = read_put_right(path)
    assert len(talks) >= 100
    agencies = {entry.agency.id for entry in catalogue.entries}
    assert all(not one.agency_ids or set(one.agency_ids) & agencies for one in talks)


def test_nothing_is_judged_by_what_was_looked_at() -> None:
    judged, development = (
        {text for one in read_put_right(path) for text in one.says[:1]} for path in FILES
    )
    assert not judged & development


def test_a_broken_line_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "put_right.jsonl"
    file.write_text(json.dumps({"kind": "town", "says": []}), encoding="utf-8")
    with pytest.raises(ValueError, match="PutRight"):
        read_put_right(file)


@pytest.mark.parametrize(
    ("case", "agency", "place", "words"),
    [
        (ToldMatter("complaint", "tavanir", "بندر انزلی", "برق قطعه"), True, True, True),
        (ToldMatter("complaint", "abfa", "بندر انزلی", "برق قطعه"), False, True, True),
        (ToldMatter("complaint", "tavanir", "رشت", "برق شهریار قطعه"), True, False, False),
        (None, False, False, False),
    ],
)
def test_a_case_is_right_in_agency_town_and_words(
    case: ToldMatter | None, agency: bool, place: bool, words: bool
) -> None:
    played = PlayedCorrection(TALK, case)
    assert (played.has_agency, played.has_place, played.has_words) == (agency, place, words)
    assert played.is_whole == (agency and place and words)
    rates = {one.name: one.rate for one in figures_of([played])}
    assert rates["the right case"] == float(played.is_whole)
    assert rates["a case at all"] == float(case is not None)
