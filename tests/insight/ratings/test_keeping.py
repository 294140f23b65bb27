"""A person weighs one, whatever they do; and what a mark is for is found, not believed."""

from datetime import timedelta

import pytest
from insight.ratings.conftest import DIGESTS, MONTH, NOON, Desk, card
from sqlalchemy import select

from assistant.conversation.store import ConversationGoneError
from assistant.insight.ratings.counts import rating_counts
from assistant.insight.ratings.marks import Mark, Rater, forget_addresses, keep
from assistant.insight.ratings.prompts import RatingPrompt, count_asked, count_offer
from assistant.insight.ratings.terms import (
    MarkNote,
    Occasion,
    RatedSubject,
    Reason,
    UnknownRatedTurnError,
    place_of,
)
from assistant.insight.signals.addresses import AddressDay

OFFICE = Rater("web", address="203.0.113.7")


def test_a_mark_belongs_to_what_the_turn_was_about(desk: Desk) -> None:
    talk = desk.talk()
    turn = desk.turn(talk, card(province="قم"))
    row = desk.mark(talk, 4, turn_id=turn, reasons=(Reason.SPEED,))
    assert (row.agency_id, row.service_id, row.province) == ("abfa", "water-connection", "قم")
    assert (row.occasion, row.channel, row.month) == (Occasion.ANSWER, "web", MONTH)
    assert row.reasons == ["speed"]
    assert desk.counts(province="قم").histogram == (0, 0, 0, 1, 0)
    assert desk.counts(province="").people == 0


def test_without_a_turn_it_is_for_the_newest_answer_that_was_about_an_agency(desk: Desk) -> None:
    talk = desk.talk()
    desk.turn(talk, card("medu"), NOON - timedelta(minutes=9))
    desk.turn(talk, card("abfa"), NOON - timedelta(minutes=5))
    desk.turn(talk, {"replies": [{"kind": "text", "text": "خواهش می‌کنم"}]}, NOON)
    row = desk.mark(talk, 5)
    assert (row.agency_id, row.occasion) == ("abfa", Occasion.TALK)


def test_a_talk_about_nothing_has_no_agency(desk: Desk) -> None:
    row = desk.mark(desk.talk(), 3)
    assert (row.agency_id, row.occasion, row.counts) == (None, Occasion.TALK, True)


def test_a_strangers_turn_and_a_strange_talk_are_refused(desk: Desk) -> None:
    stranger = desk.talk()
    turn = desk.turn(stranger, card())
    with pytest.raises(UnknownRatedTurnError):
        desk.mark(desk.talk(), 1, turn_id=turn)
    with pytest.raises(ConversationGoneError):
        desk.mark("nobody", 1)
    assert desk.rows() == []


def test_the_last_mark_for_a_matter_holds(desk: Desk) -> None:
    talk = desk.talk(card())
    for score in (1, 1, 5, 2):
        desk.mark(talk, score, comment="نشد" if score == 2 else None)
    assert [(row.score, row.comment) for row in desk.rows()] == [(2, "نشد")]
    assert desk.counts().histogram == (0, 1, 0, 0, 0)


def test_a_person_weighs_one_for_an_agency_and_month(desk: Desk) -> None:
    """Whatever they rate, in however many conversations; the newest mark counts."""
    device = Rater("web", "device 0123")
    for number in range(5):
        talk = desk.talk(card(service=f"service-{number}"))
        desk.mark(talk, 1 + number % 5, device, NOON + timedelta(minutes=number))
    rows = desk.rows()
    assert len(rows) == 5
    assert [row.why for row in rows] == [MarkNote.LATER] * 4 + [None]
    assert desk.counts().histogram == (0, 0, 0, 0, 1)


def test_another_agency_or_month_or_person_counts_beside(desk: Desk) -> None:
    device = Rater("web", "device 0123")
    desk.mark(desk.talk(card("abfa")), 1, device)
    desk.mark(desk.talk(card("medu")), 2, device)
    desk.mark(desk.talk(card("abfa")), 3, Rater("telegram", "chat telegram:9"))
    desk.mark(desk.talk(card("abfa")), 4, device, NOON + timedelta(days=40))
    assert desk.counts("abfa").histogram == (1, 0, 1, 0, 0)
    assert desk.counts("medu").people == 1
    assert all(row.counts for row in desk.rows())
    assert len({row.person_key for row in desk.rows()}) == 4, "keys of a person tell nothing"


def test_marks_without_end_of_one_device_move_nothing_and_are_flagged(desk: Desk) -> None:
    """Each in a fresh conversation, without any token, from one address.

    `make bench-insight` does it with a thousand.
    """
    fair = [3, 4, 2, 5, 4] * 6
    for number, score in enumerate(fair):
        desk.mark(desk.talk(card()), score, Rater("web", address=f"198.51.100.{number}"))
    before = desk.counts()
    for number in range(100):
        at = NOON + timedelta(seconds=3.6 * number)
        desk.mark(desk.talk(card()), 1, Rater("web", address="203.0.113.66"), at)
    after = desk.counts()
    print(f"share of 4 and 5: {before.satisfied / before.people:.3f} → "
          f"{after.satisfied / after.people:.3f}")  # fmt: skip
    assert after.people == before.people + 1
    assert after.flagged == 99
    assert after.satisfied == before.satisfied
    assert {row.why for row in desk.rows()[30:]} == {MarkNote.BURST}


def test_many_marks_in_one_conversation_are_one(desk: Desk) -> None:
    talk = desk.talk(card())
    for number in range(40):
        desk.mark(talk, 1, OFFICE, NOON + timedelta(seconds=number))
    assert len(desk.rows()) == 1
    assert desk.counts().people == 1


def test_an_office_in_its_busy_hour_counts_in_full(desk: Desk) -> None:
    for number in range(30):
        at = NOON + timedelta(minutes=number)
        desk.mark(desk.talk(card()), 4, OFFICE, at)
    assert desk.counts().people == 30
    assert desk.counts().flagged == 0


def test_a_flagged_address_takes_nothing_from_others_nor_from_another_agency(desk: Desk) -> None:
    for second in range(30):
        at = NOON + timedelta(seconds=second)
        desk.mark(desk.talk(card("abfa")), 1, OFFICE, at)
    desk.mark(desk.talk(card("medu")), 5, OFFICE, NOON + timedelta(minutes=2))
    desk.mark(desk.talk(card("abfa")), 5, Rater("web", address="198.51.100.1"))
    assert desk.counts("abfa").histogram == (1, 0, 0, 0, 1)
    assert desk.counts("medu").people == 1


def test_an_address_is_known_for_its_day_alone(desk: Desk) -> None:
    first = desk.mark(desk.talk(card()), 1, OFFICE)
    next_day = desk.mark(desk.talk(card()), 1, OFFICE, NOON + timedelta(days=1))
    assert first.address_key is not None
    assert "203.0.113.7" not in first.address_key
    assert first.address_key != next_day.address_key
    assert forget_addresses(desk.session, NOON + timedelta(hours=11)) == 0
    assert forget_addresses(desk.session, NOON + timedelta(hours=13)) == 1
    desk.session.expire_all()
    assert [bool(row.address_key) for row in desk.rows()] == [False, True]


def test_offers_questions_and_answers_count_once_a_talk(desk: Desk) -> None:
    talk, silent = desk.talk(), desk.talk()
    for _ in range(3):
        answer = card(province="قم")
        desk.turn(talk, answer)
        count_offer(desk.session, talk, "web", place_of(desk.session, answer), NOON)
    count_offer(desk.session, silent, "web", place_of(desk.session, card(province="قم")), NOON)
    topic = RatedSubject(Occasion.TALK, "abfa", province="قم")
    chat = desk.talk()
    count_offer(desk.session, chat, "bale", topic, NOON)
    assert told(desk) == (3, 2, 0)
    desk.mark(talk, 4)
    desk.mark(talk, 5)
    count_asked(desk.session, chat, "bale", topic, NOON)
    assert told(desk) == (3, 3, 1)
    channels = desk.session.scalars(select(RatingPrompt.channel)).all()
    assert sorted(channels) == ["bale", "web"]


def told(desk: Desk) -> tuple[int, int, int]:
    counts = rating_counts(desk.session, "abfa", "قم", MONTH)
    return counts.offered, counts.asked, counts.answered


def test_every_cell_that_changes_is_told(desk: Desk) -> None:
    """A newer mark elsewhere takes one out of another cell, which has to be counted again."""
    cells = list[tuple[str, str, str]]()
    device = Rater("web", "device 0123")
    for province in ("قم", "یزد"):
        talk = desk.talk(card(province=province, service=province))
        keep(desk.session, DIGESTS, talk, Mark(3), device, now=NOON,
             changed=lambda _, *cell: cells.append(cell))  # fmt: skip
    assert cells[0] == ("abfa", "قم", MONTH)
    assert set(cells[1:]) == {("abfa", "قم", MONTH), ("abfa", "یزد", MONTH)}


def test_people_at_one_address_are_counted_for_signals_each_once(desk: Desk) -> None:
    for number in range(3):
        device = Rater("web", f"device {number}", OFFICE.address)
        for service in ("one", "another"):
            desk.mark(desk.talk(card(service=service)), 5, device)
    desk.mark(desk.talk(card()), 5, Rater("web", "device 9", "203.0.113.8"))
    desk.mark(desk.talk(card()), 5, Rater("telegram", "chat 9"))
    (day,) = desk.session.scalars(select(AddressDay)).all()
    assert (day.agency_id, day.what, day.month) == ("abfa", "mark", MONTH)
    assert (day.known, day.repeated, day.good, day.repeated_good) == (4, 2, 4, 2)
