"""Working time on days that are known: Nowruz, Ashura, Thursdays, closures within a day."""

from datetime import UTC, datetime, timedelta

import pytest
from support.office_times import IRAN, closed, jalali, shipped

from knowledge.calendar.work import Closure, NoWorkingTimeError, library_holidays

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
QOM, TEHRAN = "قم", "تهران"

# The days that the published calendars name, as far as they were read: 1404 until 15 Tir, 1405
# until 4 Tir. Sources: gardshgar.com/holiday-1404 and ILNA, 30 October 2025.
OFFICIAL = {
    1404: {
        1: (1, 2, 3, 4, 11, 12, 13),
        2: (4,),
        3: (14, 15, 16, 24),
        4: (14, 15),
        5: (23, 31),
    },
    1405: {2: (), 3: (6, 14, 15), 4: (3, 4), 7: (), 9: ()},
}


def days_of(year: int, month: int) -> dict[int, datetime]:
    length = 31 if month <= 6 else 30
    return {day: jalali(year, month, day, "10:00") for day in range(1, length + 1)}


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [(year, month, days) for year, months in OFFICIAL.items() for month, days in months.items()],
)
def test_official_holidays(year: int, month: int, expected: tuple[int, ...]) -> None:
    calendar = shipped().calendar
    friday = {day for day, at in days_of(year, month).items() if at.astimezone(IRAN).weekday() == 4}
    shut = {day for day, at in days_of(year, month).items() if not calendar.is_open(at, QOM)}
    assert shut == friday | set(expected)


def test_lunar_holidays_are_estimates_from_the_end_of_1405_on() -> None:
    """So someone must look at the official calendar then; docs/calendar.md says how."""
    estimated = [
        day
        for year in (2025, 2026, 2027)
        for day, name in library_holidays(year).items()
        if "(تخمینی)" in name
    ]
    assert min(estimated) == jalali(1405, 10, 16).astimezone(IRAN).date()


def test_nowruz() -> None:
    """One hour on the last Thursday of 1404; then no office is open until 5 Farvardin."""
    start = jalali(1404, 12, 28, "12:00")
    assert shipped().calendar.add(start, 3 * HOUR, QOM) == jalali(1405, 1, 5, "10:00")
    assert shipped().calendar.between(start, jalali(1405, 1, 5, "08:00"), QOM) == HOUR


def test_ashura() -> None:
    """Tasua and Ashura are Wednesday and Thursday; work goes on on Saturday."""
    start = jalali(1405, 4, 2, "13:30")
    assert shipped().calendar.add(start, 3 * HOUR, QOM) == jalali(1405, 4, 6, "09:30")


def test_thursday() -> None:
    calendar, wednesday = shipped().calendar, jalali(1405, 9, 4, "13:30")
    assert calendar.add(wednesday, 3 * HOUR, QOM) == jalali(1405, 9, 5, "09:30")
    assert calendar.add(wednesday, 3 * HOUR, TEHRAN) == jalali(1405, 9, 7, "09:30")
    # Offices close earlier than on other days.
    assert calendar.add(jalali(1405, 9, 5, "12:00"), 3 * HOUR, QOM) == jalali(1405, 9, 7, "09:30")


def test_the_winter_of_1404_began_later() -> None:
    calendar = shipped().calendar
    assert not calendar.is_open(jalali(1404, 10, 1, "07:45"), QOM)
    assert calendar.is_open(jalali(1404, 9, 30, "07:45"), QOM)
    assert calendar.is_open(jalali(1405, 1, 16, "07:45"), QOM)


def test_no_summer_time() -> None:
    """Closing time is 11:00 UTC in summer and in winter."""
    for day in (jalali(1405, 5, 5, "14:30"), jalali(1405, 9, 3, "14:30")):
        assert (day.hour, day.minute) == (11, 0)
        assert not shipped().calendar.is_open(day, QOM)
        assert shipped().calendar.is_open(day - timedelta(microseconds=1), QOM)


def test_the_end_of_a_day_is_that_day_and_not_the_next_morning() -> None:
    calendar, closing = shipped().calendar, jalali(1405, 9, 3, "14:30")
    assert calendar.add(closing - 3 * HOUR, 3 * HOUR, QOM) == closing
    assert calendar.add(closing, timedelta(), QOM) == closing
    assert calendar.add(closing + HOUR, timedelta(), QOM) == jalali(1405, 9, 4, "07:30")


def test_a_closure_within_a_day() -> None:
    """Tuesday, 3 Azar: closed from 10:00 to 12:00."""
    start = jalali(1405, 9, 3, "09:00")
    pause = closed(jalali(1405, 9, 3, "10:00"), jalali(1405, 9, 3, "12:00"), QOM)
    calendar = shipped().calendar.with_closures([pause])
    assert calendar.add(start, HOUR, QOM) == jalali(1405, 9, 3, "10:00")
    assert calendar.add(start, 3 * HOUR, QOM) == jalali(1405, 9, 3, "14:00")
    assert not calendar.is_open(jalali(1405, 9, 3, "11:59"), QOM)
    assert calendar.is_open(jalali(1405, 9, 3, "12:00"), QOM)


def test_a_closure_that_begins_and_ends_within_days() -> None:
    """From Tuesday 11:00 to Thursday 09:00: one hour before, the rest after."""
    shut = closed(jalali(1405, 9, 3, "11:00"), jalali(1405, 9, 5, "09:00"), QOM)
    calendar = shipped().calendar.with_closures([shut])
    assert calendar.add(jalali(1405, 9, 3, "10:00"), 3 * HOUR, QOM) == jalali(1405, 9, 5, "11:00")


def test_closures_that_overlap_count_once() -> None:
    first = closed(jalali(1405, 9, 3, "08:00"), jalali(1405, 9, 3, "11:00"), QOM)
    second = closed(jalali(1405, 9, 3, "10:00"), jalali(1405, 9, 3, "12:00"))
    calendar = shipped().calendar.with_closures([first]).with_closures([second])
    assert calendar.between(jalali(1405, 9, 3), jalali(1405, 9, 4), QOM) == 3 * HOUR


def test_a_closure_concerns_its_province_alone() -> None:
    whole_day = jalali(1405, 9, 3), jalali(1405, 9, 4)
    one = shipped().calendar.with_closures([closed(*whole_day, QOM)])
    assert one.between(*whole_day, QOM) == timedelta()
    assert one.between(*whole_day, "یزد") == one.between(*whole_day, None) == 7 * HOUR
    country = shipped().calendar.with_closures([closed(*whole_day)])
    for province in (QOM, "یزد", None):
        assert country.between(*whole_day, province) == timedelta()


def test_a_calendar_with_closures_leaves_the_first_one_as_it_was() -> None:
    start, calendar = jalali(1405, 9, 3, "10:00"), shipped().calendar
    before = calendar.add(start, HOUR, QOM)
    calendar.with_closures([closed(start, start + 5 * DAY)])
    assert calendar.add(start, HOUR, QOM) == before


def test_offices_that_never_open_again() -> None:
    start = jalali(1405, 9, 3)
    calendar = shipped().calendar.with_closures([closed(start, start + 40 * 365 * DAY)])
    with pytest.raises(NoWorkingTimeError):
        calendar.add(start, HOUR, QOM)
    assert calendar.between(start, start + 100 * DAY, QOM) == timedelta()


def test_what_is_refused() -> None:
    calendar, naive = shipped().calendar, datetime(2026, 11, 24)
    aware = naive.replace(tzinfo=UTC)
    with pytest.raises(ValueError, match="not negative"):
        calendar.add(aware, -HOUR, QOM)
    for refused in (
        lambda: calendar.add(naive, HOUR, QOM),
        lambda: calendar.between(naive, aware, QOM),
        lambda: calendar.is_open(naive, QOM),
        lambda: closed(naive, aware),
    ):
        with pytest.raises(ValueError, match="time zone"):
            refused()
    with pytest.raises(ValueError, match="end after"):
        closed(aware, aware)


def test_a_closure_may_be_given_in_any_zone() -> None:
    day = closed(jalali(1405, 9, 3), jalali(1405, 9, 4), QOM)
    local = Closure(
        QOM, day.begins.astimezone(IRAN), day.ends.astimezone(IRAN), day.reason, day.source
    )
    start = jalali(1405, 9, 3, "10:00")
    ends = {shipped().calendar.with_closures([c]).add(start, HOUR, QOM) for c in (day, local)}
    assert ends == {jalali(1405, 9, 4, "08:30")}
