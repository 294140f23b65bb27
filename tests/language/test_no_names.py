"""What is tagged as a name and is none: towns, and words that nothing tells to be one."""

import json
from pathlib import Path

import pytest

from assistant.language.pii import find_pii

REPORTS = Path(__file__).parent / "reports_development.jsonl"
"""Reports of faults and praises, with what is personal in them."""


def test_of_sixty_reports_hardly_one_has_a_word_hidden_that_is_nobody_s() -> None:
    alarms = []
    for line in REPORTS.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        places = [(one["start"], one["end"]) for one in item["spans"]]
        for found in find_pii(item["text"]):
            if not any(found.start < end and found.end > start for start, end in places):
                alarms.append(item["text"][found.start : found.end])
    assert len(alarms) <= 1, alarms


@pytest.mark.parametrize(
    "text",
    [
        "محلش کوت عبدالله خوزستانه",
        "گودالی حفر کرده‌اند و رفته‌اند",
        "شهرش هم ماهان بود نه کرمان",
        "محلش مهران بود",
    ],
)
def test_a_town_and_a_hole_are_no_persons(text: str) -> None:
    assert find_pii(text) == []


@pytest.mark.parametrize("text", ["شهرداری آقای مهران رضایی", "شهر ما، پسرم مهران مریضه"])
def test_a_boy_who_is_called_like_a_town_is_a_person(text: str) -> None:
    assert [one.type for one in find_pii(text)] == ["name"]


@pytest.mark.parametrize("name", ["مرادویسی", "رمضان‌آقا", "گداپور"])
def test_a_name_that_no_list_has_is_told_by_its_parts(name: str) -> None:
    text = f"رفتم پیش آقای {name} گفت برو"
    assert any(text[s.start : s.end] == name for s in find_pii(text) if s.type == "name")
