"""Where the clauses of a message end, and which of them are said to the assistant."""

import pytest

from assistant.dialogue.complaint.clauses import clauses, is_order
from assistant.dialogue.complaint.editing import dictated
from knowledge.features.edits import words_of


def parts(message: str) -> list[str]:
    spans = words_of(message)
    return [
        message[spans[one.first].start : spans[one.last - 1].end] for one in clauses(message, spans)
    ]


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("مادرم ۱۲ مهر افتاد اسم منم ننویس", ["مادرم ۱۲ مهر افتاد", "اسم منم ننویس"]),
        ("رفتم، نبودند", ["رفتم", "نبودند"]),
        ("کارمند سرم داد زد بعد رفت", ["کارمند سرم داد زد", "بعد رفت"]),
        ("برق قطعه جواب نمیدن", ["برق قطعه", "جواب نمیدن"]),
        ("رسید هم دارم بنویس توش", ["رسید هم دارم", "بنویس", "توش"]),
        ("pool gereftan resid nadadan", ["pool gereftan", "resid nadadan"]),
        ("", []),
    ],
)
def test_a_clause_ends_at_a_mark_or_behind_its_verb(message: str, found: list[str]) -> None:
    assert parts(message) == found


@pytest.mark.parametrize(
    "clause", ["اسم منم ننویس", "جدا ثبتش کن", "بنویس", "faghat esmam be peymankar nagid"]
)
def test_an_order_is_said_to_the_assistant(clause: str) -> None:
    assert is_order(clause, "")


@pytest.mark.parametrize(
    ("clause", "before"),
    [
        ("گفت ننویس", ""),
        ("ننویس", "گفت"),
        ("شکایتم را ثبت نکردند", ""),
        ("فرم را پاک کن دادند دستم گفتند بنویس", ""),
    ],
)
def test_what_somebody_else_has_said_is_no_order(clause: str, before: str) -> None:
    assert not is_order(clause, before)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("چشم. درمانگاه پول گرفت و رسید نداد", "درمانگاه پول گرفت و رسید نداد"),
        ("کوچه را کندند مادرم افتاد اسمم ننویسید", "کوچه را کندند مادرم افتاد"),
        ("کوچه را کندند. مادرم، ۲۱ مهر، افتاد", "کوچه را کندند. مادرم، ۲۱ مهر، افتاد"),
        ("چشم", "چشم"),
    ],
)
def test_a_text_that_is_dictated_has_no_orders_in_it(message: str, text: str) -> None:
    assert dictated(message) == text
