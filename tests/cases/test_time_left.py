"""What citizens read of the time that is left."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.office_times import jalali

from assistant.cases.labels import OVERDUE, left_fa, time_left_fa, until_fa
from assistant.language.digits import ascii_digits

NOW = jalali(1405, 9, 3, "10:00")


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=2, hours=3), "۲ روز و ۳ ساعت مانده"),
        (timedelta(days=2, minutes=59), "۲ روز مانده"),
        (timedelta(days=1), "۱ روز مانده"),
        (timedelta(hours=23, minutes=59, seconds=59), "۲۳ ساعت و ۵۹ دقیقه مانده"),
        (timedelta(hours=3), "۳ ساعت مانده"),
        (timedelta(minutes=20), "۲۰ دقیقه مانده"),
        (timedelta(seconds=59), "کمتر از یک دقیقه مانده"),
        (timedelta(), "مهلت پاسخ گذشته است"),
        (timedelta(days=-3), "مهلت پاسخ گذشته است"),
    ],
)
def test_how_much_is_left(left: timedelta, words: str) -> None:
    assert left_fa(NOW + left, NOW) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (jalali(1405, 9, 9, "12:00"), "تا دوشنبه ۹ آذر، ساعت ۱۲"),
        (jalali(1405, 9, 3, "13:05"), "تا سه‌شنبه ۳ آذر، ساعت ۱۳:۰۵"),
        (jalali(1406, 1, 7, "09:30"), "تا شنبه ۷ فروردین ۱۴۰۶، ساعت ۹:۳۰"),
        (jalali(1405, 9, 9, "00:00"), "تا یکشنبه ۸ آذر، ساعت ۱۲ شب"),
        (jalali(1405, 9, 9, "00:30"), "تا دوشنبه ۹ آذر، ساعت ۰:۳۰ بامداد"),
        (NOW, "مهلت پاسخ گذشته است"),
    ],
)
def test_until_when(due: datetime, words: str) -> None:
    assert until_fa(due, NOW) == words


def test_both_in_one_line() -> None:
    due = jalali(1405, 9, 5, "13:00")
    assert time_left_fa(due, NOW) == "تا پنجشنبه ۵ آذر، ساعت ۱۳ (۲ روز و ۳ ساعت مانده)"
    assert time_left_fa(NOW, due) == OVERDUE


UNITS = {"روز": timedelta(days=1), "ساعت": timedelta(hours=1), "دقیقه": timedelta(minutes=1)}


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(minutes=1), timedelta(days=90)),
)
def test_never_more_is_promised_than_is_left(now: datetime, left: timedelta) -> None:
    words = left_fa(now + left, now)
    assert not re.search("[0-9]", time_left_fa(now + left, now))
    parts = re.findall(r"(\d+) (روز|ساعت|دقیقه)", ascii_digits(words))
    told = sum((int(number) * UNITS[unit] for number, unit in parts), timedelta())
    assert timedelta() <= left - told < (UNITS["ساعت"] if "روز" in words else UNITS["دقیقه"])
