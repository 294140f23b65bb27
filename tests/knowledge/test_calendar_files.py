"""The calendar's files: what is written is meant, and a fault is told with its file and line."""

from datetime import timedelta
from pathlib import Path

import pytest
from support.calendar_files import write_calendar
from support.catalogue_files import write_catalogue
from support.faults import assert_told
from support.office_times import jalali, shipped
from typer.testing import CliRunner

from assistant.cli import app
from knowledge.calendar.load import ROOT, OfficeTimes
from knowledge.calendar.load import load as load_calendar
from knowledge.catalogue import load
from knowledge.files import CatalogueError

# File, what stands there, what is put in its place, the line of the fault, and words of the fault.
FAULTS = {
    "broken yaml": ("hours", "- title: تابستان", "- title: [تابستان", 13, ""),
    "unknown field of hours": ("hours", "  provinces: [قم]", "  places: [قم]", 13, "Extra inputs"),
    "unknown province of hours": ("hours", "[قم]", "[قم, شیراز]", 13, "unknown province شیراز"),
    "unknown weekday": ("hours", "    friday: closed", "    freeday: closed", 10, "'friday'"),
    "hours without an end": ("hours", "saturday: 08:00-14:00", "saturday: 08:00", 4, "07:30-14:30"),
    "hours of a clock that is not": ("hours", "sunday: 08:00-14:00", "sunday: 8-14", 5, "write"),
    "hours that end before": ("hours", "monday: 08:00-14:00", "monday: 14:00-08:00", 6, "follow"),
    "hours that overlap": ("hours", "12:00, 13:00", "13:30, 13:00", 8, "follow one another"),
    "hours past midnight": ("hours", "monday: 08:00-14:00", "monday: 08:00-24:00", 6, "write"),
    "hours without foundation": ("hours", "  assumed: made up for a test\n", "", 2, "assumed"),
    "day of the month that is not": ("hours", "1405-06-31", "1405-07-31", 15, "no day 1405-07-31"),
    "Gregorian day": ("hours", "1405-04-01", "2026-06-22", 14, "write a Jalali day"),
    "period that ends before": ("hours", "1405-06-31", "1405-03-31", 12, "`to` is before `from`"),
    "week with a gap": ("hours", "    friday: closed\n", "", 2, "all seven days"),
    "first entry of one province": (
        "hours",
        "  days:\n    saturday",
        "  provinces: [قم]\n  days:\n    saturday",
        2,
        "must hold everywhere",
    ),
    "time of a holiday": ("holidays", "1405-09-07", "1405-09-07 08:00", 2, "without a time"),
    "holiday without a source": (
        "holidays",
        "  sources:\n  - address: https://example.ir/added\n",
        "",
        2,
        "Field required",
    ),
    "unknown province": (
        "closures",
        "province: قم",
        "province: شیراز",
        2,
        "unknown province شیراز",
    ),
    "closure without a province": ("closures", "- province: قم\n  from", "- from", 2, "required"),
    "closure that takes no time": (
        "closures",
        "to: 1405-09-09",
        "to: 1405-09-08 10:30",
        2,
        "after",
    ),
    "hour of a clock that is not": ("closures", "10:30", "24:30", 3, "hour must be in"),
    "month that is not": ("closures", "1405-09-08", "1405-13-08", 3, "no day 1405-13-08"),
    "words for a day": ("closures", "1405-09-09", "فردا", 4, "write a Jalali day"),
    "unknown reason": ("closures", "reason: cold", "reason: snow", 5, "'cold', 'heat'"),
    "closure without a source": (
        "closures",
        "  sources:\n  - address: https://example.ir/cold\n",
        "",
        2,
        "Field required",
    ),
    "unknown field of a closure": ("closures", "note: برق", "why: برق", 12, "Extra inputs"),
    "unknown way of counting": (
        "deadlines",
        "counted: working",
        "counted: slowly",
        5,
        "'clock', 'working' or 'office_days'",
    ),
    "no time to answer": ("deadlines", "hours: 48", "hours: 0", 7, "greater than 0"),
    "unknown indicator": ("deadlines", "indicator: delay", "indicator: late", 10, "indicator late"),
    "unknown agency": ("deadlines", "agency: alef", "agency: jim", 13, "unknown agency jim"),
    "override for everything": (
        "deadlines",
        "- indicator: delay\n  first",
        "- first",
        10,
        "name an",
    ),
    "override of nothing": (
        "deadlines",
        "  first_answer: {hours: 1, counted: working}\n",
        "",
        10,
        "give first_answer",
    ),
    "override without foundation": (
        "deadlines",
        "{hours: 1, counted: working}\n  assumed: made up for a test",
        "{hours: 1, counted: working}",
        10,
        "name a source",
    ),
    "two overrides for the same": (
        "deadlines",
        "- indicator: delay\n  agency: alef",
        "- agency: alef",
        17,
        "already",
    ),
    "duplicate level": ("deadlines", "id: manager", "id: unit", 25, "duplicate level unit"),
    "ladder that begins late": (
        "deadlines",
        "begins: registered",
        "begins: first_answer",
        24,
        "when the case is registered",
    ),
    "unknown beginning of a level": (
        "deadlines",
        "begins: latest_answer",
        "begins: later",
        31,
        "'registered', 'first_answer' or 'latest_answer'",
    ),
}


def load_written(root: Path, **replaced: tuple[str, str]) -> OfficeTimes:
    catalogue = load(write_catalogue(root / "catalogue"))
    return load_calendar(catalogue, {"delay"}, write_calendar(root / "calendar", **replaced))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, fault: tuple[str, str, str, int, str]
) -> None:
    name, old, new, line, words = fault
    with pytest.raises(CatalogueError) as refused:
        load_written(tmp_path, **{name: (old, new)})
    assert_told(refused.value, name, line, words)


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as refused:
        load_written(
            tmp_path,
            hours=("[قم]", "[شیراز]"),
            closures=("reason: cold", "reason: snow"),
            deadlines=("agency: alef", "agency: jim"),
        )
    assert len(refused.value.faults) == 3


def test_what_is_written_is_meant(tmp_path: Path) -> None:
    times = load_written(tmp_path)
    cold, power = times.calendar.closures
    assert cold.province == "قم"
    assert cold.begins == jalali(1405, 9, 8, "10:30")
    # A day alone is closed to its end.
    assert cold.ends == jalali(1405, 9, 10)
    assert cold.source == "https://example.ir/cold"
    assert power.province is None
    assert (power.begins, power.ends) == (jalali(1405, 9, 11), jalali(1405, 9, 11, "12:00"))
    assert len(times.deadlines.overrides) == 3


def test_hours_of_a_province_and_a_season(tmp_path: Path) -> None:
    calendar = load_written(tmp_path).calendar
    wednesday, thursday = jalali(1405, 4, 10), jalali(1405, 4, 11)
    day = timedelta(days=1)
    assert calendar.between(wednesday, wednesday + day, "قم") == timedelta(hours=7)
    assert not calendar.is_open(wednesday + timedelta(hours=12, minutes=30), "قم")
    assert calendar.between(thursday, thursday + day, "قم") == timedelta()
    assert calendar.between(thursday, thursday + day, "یزد") == timedelta(hours=4)
    # The last day of the season is in it, the next Thursday is not.
    assert calendar.between(jalali(1405, 6, 26), jalali(1405, 6, 27), "قم") == timedelta()
    assert calendar.between(jalali(1405, 7, 2), jalali(1405, 7, 3), "قم") == timedelta(hours=4)


def test_the_official_calendar_may_differ_from_the_library(tmp_path: Path) -> None:
    calendar = load_written(tmp_path).calendar
    assert not calendar.is_open(jalali(1405, 9, 7, "09:00"), "یزد")
    assert calendar.is_open(jalali(1405, 11, 22, "09:00"), "یزد")
    assert not shipped().calendar.is_open(jalali(1405, 11, 22, "09:00"), "یزد")


def test_a_date_reads_the_same_with_and_without_quotes(tmp_path: Path) -> None:
    plain = load_written(tmp_path / "a")
    quoted = load_written(tmp_path / "b", closures=("to: 1405-09-09", "to: '1405-09-09'"))
    assert plain.calendar.closures == quoted.calendar.closures


def test_what_is_shipped_invents_no_closure() -> None:
    assert shipped().calendar.closures == ()
    assert "\nclosures: []\n" in (ROOT / "closures.yml").read_text("utf-8")


def test_the_example_in_the_closures_file_can_be_used(tmp_path: Path) -> None:
    """Whoever takes the comment signs away gets a closure."""
    lines = (ROOT / "closures.yml").read_text("utf-8").splitlines()
    example = [line.removeprefix("# ") for line in lines if line.startswith(("# -", "#  "))]
    calendar = write_calendar(tmp_path)
    text = "closures:\n" + "\n".join(example) + "\n"
    (calendar / "closures.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_calendar(load(write_catalogue(tmp_path / "c")), {"delay"}, calendar)
    # The small catalogue has no Tehran; nothing else is wrong with it.
    (fault,) = refused.value.faults
    assert "unknown province تهران" in fault


def test_the_shipped_terms_are_the_announced_ones() -> None:
    rules = shipped().deadlines
    assert (rules.first_answer.hours, rules.latest_answer.hours) == (3, 48)
    assert rules.sources
    assert rules.assumed


def test_dastyar_check_covers_the_calendar() -> None:
    told = CliRunner().invoke(app, ["check"])
    assert told.exit_code == 0
    assert "calendar: 0 closures, 0 overrides of deadlines, 3 levels" in told.output
