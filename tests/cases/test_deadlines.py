"""Deadlines and the ladder: terms by indicator and agency, and closures that move them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.calendar_files import write_calendar
from support.catalogue_files import write_catalogue
from support.office_times import closed, jalali, shipped

from assistant.cases.schedule import CaseFacts, Deadlines, deadlines
from knowledge.calendar.load import OfficeTimes, load
from knowledge.calendar.schema import Counted, DeadlinesFile, Term
from knowledge.catalogue import load as load_catalogue

QOM = "قم"
TUESDAY = jalali(1405, 9, 3, "10:00")


def shipped_deadlines(created_at: datetime, province: str | None = QOM) -> Deadlines:
    times = shipped()
    facts = CaseFacts(created_at, "delay", "tamin", province)
    return deadlines(times.deadlines, times.calendar, facts)


def test_three_hours_and_two_office_days() -> None:
    found = shipped_deadlines(TUESDAY)
    assert found.first_answer == jalali(1405, 9, 3, "13:00")
    assert found.latest_answer == jalali(1405, 9, 5, "10:00")


def test_filed_at_night() -> None:
    found = shipped_deadlines(jalali(1405, 9, 3, "23:40"))
    assert found.first_answer == jalali(1405, 9, 4, "10:30")


def test_filed_abroad_or_nowhere_runs_by_the_country() -> None:
    assert shipped_deadlines(TUESDAY, None) == shipped_deadlines(TUESDAY)


def test_the_ladder_follows_the_answers() -> None:
    found = shipped_deadlines(TUESDAY)
    assert [(level.id, level.begins_at) for level in found.levels] == [
        ("agency_unit", TUESDAY),
        ("provincial_manager", found.first_answer),
        ("inspection_centre", found.latest_answer),
    ]


def test_a_closure_moves_the_deadlines_of_an_open_case() -> None:
    times, facts = shipped(), CaseFacts(TUESDAY, "delay", "tamin", QOM)
    before = deadlines(times.deadlines, times.calendar, facts)
    snow = closed(jalali(1405, 9, 3, "12:00"), jalali(1405, 9, 4, "09:30"), QOM)
    after = deadlines(times.deadlines, times.calendar.with_closures([snow]), facts)
    assert before.first_answer == jalali(1405, 9, 3, "13:00")
    assert after.first_answer == jalali(1405, 9, 4, "10:30")
    # Four and a half hours are lost; Thursday has only three of them, the rest is on Saturday.
    assert after.latest_answer == jalali(1405, 9, 7, "09:00")
    assert [level.begins_at for level in after.levels[1:]] == [
        after.first_answer,
        after.latest_answer,
    ]


def counted(first: Counted, latest: Counted) -> DeadlinesFile:
    return shipped().deadlines.model_copy(
        update={
            "first_answer": Term(hours=3, counted=first),
            "latest_answer": Term(hours=48, counted=latest),
        }
    )


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (Counted.CLOCK, jalali(1405, 9, 5, "10:00")),
        (Counted.OFFICE_DAYS, jalali(1405, 9, 5, "10:00")),
        # Tuesday 4.5, Wednesday 7, Thursday 5.5, Saturday to Tuesday 28: three are left.
        (Counted.WORKING, jalali(1405, 9, 11, "10:30")),
    ],
)
def test_how_hours_are_counted_is_a_setting(way: Counted, expected: datetime) -> None:
    facts = CaseFacts(TUESDAY, None, "tamin", QOM)
    found = deadlines(counted(Counted.WORKING, way), shipped().calendar, facts)
    assert found.latest_answer == expected


def test_by_the_clock_holidays_do_not_matter() -> None:
    eve = jalali(1404, 12, 28, "12:30")
    found = deadlines(
        counted(Counted.CLOCK, Counted.CLOCK),
        shipped().calendar,
        CaseFacts(eve, None, "tamin", QOM),
    )
    assert found.first_answer == eve + timedelta(hours=3)
    assert found.latest_answer == eve + timedelta(hours=48)


def test_the_latest_answer_is_never_before_the_first() -> None:
    """Filed before Nowruz: 48 hours by the clock end while no office has opened yet."""
    found = deadlines(
        counted(Counted.WORKING, Counted.CLOCK),
        shipped().calendar,
        CaseFacts(jalali(1404, 12, 28, "12:30"), None, "tamin", QOM),
    )
    assert found.latest_answer == found.first_answer == jalali(1405, 1, 5, "10:30")
    begins = [level.begins_at for level in found.levels]
    assert begins == sorted(begins)


@pytest.fixture
def written(tmp_path: Path) -> OfficeTimes:
    catalogue = load_catalogue(write_catalogue(tmp_path / "catalogue"))
    return load(catalogue, {"delay", "absence"}, write_calendar(tmp_path / "calendar"))


@pytest.mark.parametrize(
    ("indicator", "agency_id", "first", "latest"),
    [
        # Without an override: three hours, and two days of six hours.
        ("absence", "be", jalali(1405, 9, 2, "12:00"), jalali(1405, 9, 4, "09:00")),
        (None, "be", jalali(1405, 9, 2, "12:00"), jalali(1405, 9, 4, "09:00")),
        ("delay", "be", jalali(1405, 9, 2, "10:00"), jalali(1405, 9, 4, "09:00")),
        ("absence", "alef", jalali(1405, 9, 2, "11:00"), jalali(1405, 9, 3, "09:00")),
        # The most exact override says nothing of the latest answer; the agency's does.
        ("delay", "alef", jalali(1405, 9, 2, "09:30"), jalali(1405, 9, 3, "09:00")),
    ],
)
def test_the_most_exact_override_counts(
    written: OfficeTimes,
    indicator: str | None,
    agency_id: str,
    first: datetime,
    latest: datetime,
) -> None:
    facts = CaseFacts(jalali(1405, 9, 2, "09:00"), indicator, agency_id, "یزد")
    found = deadlines(written.deadlines, written.calendar, facts)
    assert (found.first_answer, found.latest_answer) == (first, latest)


def test_a_level_may_begin_some_time_after_an_answer_is_late(written: OfficeTimes) -> None:
    facts = CaseFacts(jalali(1405, 9, 2, "09:00"), "absence", "be", "یزد")
    found = deadlines(written.deadlines, written.calendar, facts)
    assert [level.begins_at for level in found.levels] == [
        jalali(1405, 9, 2, "09:00"),
        found.first_answer + timedelta(hours=1),
        found.latest_answer,
    ]
    assert [level.title for level in found.levels] == ["واحد", "مدیر", "مرکز"]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        shipped_deadlines(TUESDAY.replace(tzinfo=None))
