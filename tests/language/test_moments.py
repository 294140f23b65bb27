"""Days and times as people write them, into moments."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from assistant.language.dates import TEHRAN
from assistant.language.digits import persian_digits
from assistant.language.moments import beginning, day, end

NOW = datetime(2026, 11, 27, 9, 15, tzinfo=UTC)
TODAY = date(2026, 11, 27)
"""۶ آذر ۱۴۰۵"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1405/09/06", "2026-11-27 00:00"),
        ("۱۴۰۵/۹/۶", "2026-11-27 00:00"),
        ("۱۴۰۵-۰۹-۰۶ ۱۱:۰۰", "2026-11-27 11:00"),
        ("1405.9.6، ساعت 7", "2026-11-27 07:00"),
        ("۶ آذر", "2026-11-27 00:00"),
        ("٦ آذر ۱۴۰۴ ساعت ۱۴:۳۰", "2025-11-27 14:30"),
        ("۱ دی ماه ۱۴۰۵", "2026-12-22 00:00"),
        ("امروز", "2026-11-27 00:00"),
        ("فردا ۱۴", "2026-11-28 14:00"),
        ("پس‌فردا ساعت ۸", "2026-11-29 08:00"),
        ("ديروز ۲۳:۵۹", "2026-11-26 23:59"),
        ("۱۴:۳۰", "2026-11-27 14:30"),
        ("ساعت ۱۴:۳۰", "2026-11-27 14:30"),
        ("الان", "2026-11-27 12:45"),
    ],
)
def test_a_moment_as_people_write_it(written: str, meant: str) -> None:
    told = beginning(written, NOW).astimezone(TEHRAN)
    assert told.strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    "written",
    ["", "۶", "آذر", "1405/13/01", "31 مهر", "فردا ۲۵", "فردا ۱۲:۷۵", "2026-11-27", "دیشب", 14],
)
def test_what_is_no_day_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"day|time|hour|minute"):
        beginning(written, NOW)


def test_a_day_alone_is_included_and_has_no_time() -> None:
    assert end("۶ آذر", NOW) == beginning("۷ آذر", NOW)
    assert end("۶ آذر ۱۴", NOW) == beginning("۶ آذر ۱۴", NOW)
    assert day("۶ آذر", NOW) == TODAY
    with pytest.raises(ValueError, match="without a time"):
        day("۶ آذر ۱۴", NOW)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.sampled_from("-/."), st.booleans())
def test_every_day_is_read_in_numbers_and_in_words(when: date, mark: str, is_persian: bool) -> None:
    jalali = JalaliDate.to_jalali(when)
    numbers = f"{jalali.year}{mark}{jalali.month}{mark}{jalali.day}"
    words = f"{jalali.day} {jalali.strftime('%B', locale='fa')} {jalali.year}"
    for written in (numbers, words):
        text = persian_digits(written) if is_persian else written
        assert day(text, NOW) == when


@given(st.text(max_size=40))
def test_any_other_text_is_a_moment_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert beginning(text, NOW).tzinfo is UTC
