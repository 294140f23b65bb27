"""What a turn leaves open is read off what the dialogue remembers."""

import pytest

from assistant.conversation.decisions import FAILED
from assistant.dialogue.sentences import wordings
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, ThingKind, service
from assistant.insight.questions import reasons
from assistant.insight.questions.reasons import Gap, Reason, gap_of
from assistant.replies.schemas import TextReply

START = State()


def after(key: str, state: State = START, **values: str) -> State:
    """The state after a sentence was said."""
    speech = Speech(state)
    speech.say(key, **values)
    return speech.finished()


@pytest.mark.parametrize(
    ("key", "values", "reason"),
    [
        ("not_found", {}, Reason.NOT_FOUND),
        ("offer_human", {}, Reason.NOT_FOUND),
        ("need_way", {"need": "کارت", "agency": "ثبت احوال"}, Reason.NOT_FOUND),
        ("process_unknown", {}, Reason.NOT_FOUND),
        ("line_unsure", {}, Reason.NOT_FOUND),
        ("not_this", {}, Reason.REJECTED),
        ("none_of_them", {}, Reason.REJECTED),
        ("unknown_again", {"aspect": "هزینه", "next": ""}, Reason.NO_FACT),
        ("nearest_only", {"asked": "این سؤال"}, Reason.NO_FACT),
    ],
)
def test_a_sentence_that_leaves_something_open(
    key: str, values: dict[str, str], reason: Reason
) -> None:
    gap = gap_of(START, after(key, **values), [])
    assert gap is not None
    assert gap.reason is reason


@pytest.mark.parametrize("key", ["noted", "nearest", "grumble_way_draft"])
def test_other_sentences_leave_nothing_open(key: str) -> None:
    values = {"title": "کارت ملی", "asked": "این سؤال"}
    assert gap_of(START, after(key, **values), []) is None


def test_every_sentence_that_is_looked_for_is_counted_by_the_dialogue() -> None:
    """One with a single wording would not be, and its gap would never be seen."""
    keys = (*reasons._NOT_FOUND, *reasons._NO_FACT, *reasons._REJECTED, reasons._OFFER)
    assert all(len(wordings(key)) > 1 for key in keys)


def test_an_unknown_aspect_names_its_service() -> None:
    told = START.turned_to(service("water-bill")).having_shown("unknown:water-bill:fee")
    assert gap_of(START, told, []) == Gap(Reason.NO_FACT, "water-bill", "fee")


def test_what_was_unknown_before_is_not_open_again() -> None:
    before = START.having_shown("unknown:water-bill:fee")
    assert gap_of(before, before.having_shown("card:passport"), []) is None


def test_a_second_miss_after_a_no_is_a_rejection() -> None:
    before = START.turned_to(service("water-bill"))
    said = after("offer_human", before.without(service("water-bill")).missed())
    assert gap_of(before, said, []) == Gap(Reason.REJECTED)


def test_what_is_not_found_knows_the_agency_in_focus() -> None:
    before = START.turned_to(Thing(kind=ThingKind.AGENCY, id="tax"))
    gap = gap_of(before, after("not_found", before), [])
    assert gap == Gap(Reason.NOT_FOUND, agency_id="tax")


def test_a_failed_turn_is_open() -> None:
    gap = gap_of(START, START, [TextReply(text=FAILED)])
    assert gap is not None
    assert gap.reason is Reason.FAILED
