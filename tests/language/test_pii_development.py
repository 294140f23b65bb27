"""Rates of personal data on the development set: texts as citizens type them, tuned on.

Numbers are fictitious; their check digits are valid, but for those that are typed wrong. The rates
on texts that nobody tuned on are those of `dastyar evaluate pii`.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.language.pii import LABELS, find_pii
from assistant.settings import PROJECT

Spans = set[tuple[int, int, str]]
PERSONAL = PROJECT / "nlu_data" / "personal.jsonl"
LEAST = {"precision": 0.98, "recall": 0.98, "clean": 0.99}


@pytest.fixture(scope="module")
def readings() -> list[tuple[Spans, Spans]]:
    """Labelled and found spans of every text."""
    lines = Path(__file__).with_name("pii_development.jsonl").read_text("utf-8").splitlines()
    return [_reading(json.loads(line)) for line in lines]


def _reading(item: dict) -> tuple[Spans, Spans]:
    labelled = {(span["start"], span["end"], span["type"]) for span in item["spans"]}
    return labelled, {(span.start, span.end, span.type) for span in find_pii(item["text"])}


def test_the_set_holds_every_type_and_enough_clean_texts(
    readings: list[tuple[Spans, Spans]],
) -> None:
    kinds = {kind for labelled, _ in readings for _, _, kind in labelled}
    assert kinds == set(LABELS)
    assert sum(not labelled for labelled, _ in readings) >= 90


NOT_LEARNT = re.compile(r"[kpy]\d")
"""Players whose messages the tagger has not learnt."""


@pytest.mark.parametrize(("is_new", "most"), [(False, 0.002), (True, 0.015)])
def test_everyday_messages_raise_hardly_any_alarm(is_new: bool, most: float) -> None:
    """Of what players wrote in talks, and questions for services, next to nothing is personal.

    Where a reader found that something is, it is marked in the lessons.
    """
    lines = PERSONAL.read_text("utf-8").splitlines()
    marked = {item["text"] for item in map(json.loads, lines) if item["spans"]}
    texts = [turn["say"] for talk in _talks(is_new) for turn in talk["turns"] if turn.get("say")]
    if not is_new:
        pairs = PROJECT / "nlu_data" / "pairs.jsonl"
        texts += [json.loads(line)["text"] for line in pairs.read_text("utf-8").splitlines()]
    alarms = [text for text in texts if text not in marked and find_pii(text)]
    assert len(texts) > 9_000
    assert len(alarms) / len(texts) < most, alarms


def _talks(is_new: bool) -> Iterator[dict]:
    for file in sorted((PROJECT / "nlu_data" / "talks").glob("*.yml")):
        if bool(NOT_LEARNT.match(file.stem)) == is_new:
            yield from yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)


def test_rates_of_exact_spans(readings: list[tuple[Spans, Spans]]) -> None:
    right = sum(len(labelled & found) for labelled, found in readings)
    clean = [not found for labelled, found in readings if not labelled]
    rates = {
        "precision": right / sum(len(found) for _, found in readings),
        "recall": right / sum(len(labelled) for labelled, _ in readings),
        "clean": sum(clean) / len(clean),
    }
    assert {name: rate for name, rate in rates.items() if rate < LEAST[name]} == {}
