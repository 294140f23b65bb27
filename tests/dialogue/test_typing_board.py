"""Signs of typing: throttled, short-lived, and bounded in number."""

import pytest

from assistant.conversation import event_stream
from assistant.conversation.event_stream import SHOWN_S, TYPING_EVERY_S, TypingBoard
from assistant.conversation.turn_records import Speaker


class Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board(clock: Clock) -> TypingBoard:
    return TypingBoard(clock)


def test_a_sign_is_seen_once_and_then_only_if_it_is_newer(board: TypingBoard, clock: Clock) -> None:
    assert board.note("a", Speaker.CITIZEN)
    seen = board.newest("a", Speaker.CITIZEN)
    assert seen == clock.at
    assert board.newest("a", Speaker.CITIZEN, seen) is None
    clock.at += TYPING_EVERY_S
    assert board.note("a", Speaker.CITIZEN)
    assert board.newest("a", Speaker.CITIZEN, seen) == clock.at


def test_signs_in_a_row_are_told_every_two_seconds(board: TypingBoard, clock: Clock) -> None:
    told = 0
    for _ in range(100):
        told += board.note("a", Speaker.OPERATOR)
        clock.at += 0.125
    assert told == 7


def test_a_sign_expires(board: TypingBoard, clock: Clock) -> None:
    board.note("a", Speaker.CITIZEN)
    clock.at += SHOWN_S
    assert board.newest("a", Speaker.CITIZEN) is None


def test_sides_and_conversations_are_apart(board: TypingBoard) -> None:
    board.note("a", Speaker.CITIZEN)
    assert board.newest("a", Speaker.OPERATOR) is None
    assert board.newest("b", Speaker.CITIZEN) is None


def test_what_was_said_is_typed_no_more(board: TypingBoard) -> None:
    board.note("a", Speaker.OPERATOR)
    board.clear("a", Speaker.OPERATOR)
    assert board.newest("a", Speaker.OPERATOR) is None


def test_old_signs_take_no_room(
    board: TypingBoard, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "_MOST", 10)
    for number in range(50):
        board.note(str(number), Speaker.CITIZEN)
    assert len(board._signs) == 10
    clock.at += SHOWN_S
    board.note("new", Speaker.CITIZEN)
    assert list(board._signs) == [("new", Speaker.CITIZEN)]
