"""Months are published with small numbers hidden, and never if one can be told."""

import itertools
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import frictionless
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from support.open_data import LATER, blank_fact, facts, few_keys, holding, press, put_sums

from assistant.insight.facts.models import CaseFact
from assistant.insight.opendata import scoreboard_limits
from assistant.insight.opendata.audit import Audit, ContradictionError, SumClaim
from assistant.insight.opendata.cells import MIN_PEOPLE, Pattern, Series, count, summed
from assistant.insight.opendata.months import end_of, span
from assistant.insight.opendata.parquet import connect
from assistant.insight.opendata.publishing import Press, PublishedTodayError, PublishingRefusedError
from assistant.insight.opendata.snapshots import Snapshot
from assistant.insight.opendata.tables import BYTE_ORDER_MARK, TABLE, TABLES, read_csv
from assistant.insight.scoreboard.board import assemble
from assistant.insight.scoreboard.query import BoardQuery, By, Period
from assistant.insight.scoreboard.service import counted
from knowledge.catalogue import Catalogue

MONTHS = span("1405-01", "1405-07")
A_MONTH = 500
AFTER_SIX = datetime(2026, 11, 15, tzinfo=UTC)
AFTER_SEVEN = datetime(2026, 12, 20, tzinfo=UTC)
AFTER_EIGHT = datetime(2027, 1, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("open")


@pytest.fixture(scope="module")
def session(folder: Path, catalogue: Catalogue) -> Iterator[Session]:
    with holding(folder, facts(catalogue, [*MONTHS, "1405-08"], A_MONTH, seed=5)) as session:
        put_sums(session)
        yield session


@pytest.fixture(scope="module")
def published(folder: Path, catalogue: Catalogue, session: Session) -> Press:
    """Six months in one snapshot, the seventh in another."""
    made = press(folder, catalogue)
    assert made.publish(session, AFTER_SIX)
    assert made.publish(session, AFTER_SEVEN)
    return made


def test_each_snapshot_adds_the_months_that_are_due(published: Press, session: Session):
    first, second = published.shelf.snapshots()
    assert (first.id, second.id) == ("2026-11-15", "2026-12-20")
    assert (first.months, second.months) == (tuple(MONTHS[:6]), tuple(MONTHS))
    assert second.previous_sha256 == first.sha256
    assert published.publish(session, AFTER_SEVEN) is None, "nothing new is due"


def test_nothing_hidden_can_be_told_by_everything_published(published: Press):
    grid = published.shelf.everything_told()
    hidden = [cell for cell, value in grid.items() if value is None]
    assert len(hidden) > 100
    assert Audit(grid).told_within(MIN_PEOPLE) == []


def test_no_small_number_is_shown(published: Press):
    numbers = {value for value in published.shelf.everything_told().values() if value is not None}
    assert min(numbers) >= MIN_PEOPLE


def test_a_pattern_stays_for_the_year(published: Press):
    rows = read_all(published, "cases-by-agency")
    by_month = {
        month: {row["key"] for row in rows if row["period"] == month and row["status"] == "hidden"}
        for month in MONTHS
    }
    assert len({frozenset(hidden) for hidden in by_month.values()} - {frozenset()}) <= 2
    assert all(by_month[a] <= by_month[b] for a, b in itertools.pairwise(MONTHS))


def test_what_is_shown_is_what_is_there(published: Press, session: Session):
    shown = [row for row in read_all(published, "cases-by-agency") if row["status"] == "shown"]
    assert len(shown) > 20
    for row in shown[:20]:
        if row["grain"] == "month":
            there = session.query(CaseFact).filter_by(agency_id=row["key"], month=row["period"])
            assert row["cases"] == there.count()


def test_an_older_snapshot_stays_as_it_was(published: Press):
    first, second = published.shelf.snapshots()
    old = read_all(published, "satisfaction", first)
    new = read_all(published, "satisfaction", second)
    assert new[: len(old)] == old
    assert len(new) > len(old)
    path = published.shelf.path(first.id, "cases.csv")
    assert path is not None
    assert path.stat().st_mode & 0o222 == 0


def test_hiding_small_numbers_alone_would_tell_some(published: Press):
    """What this is all for: the same tables with nothing hidden but what is small."""
    counts = published.shelf.counts()
    whole = {**counts, "1405-H1": summed([counts[month] for month in MONTHS[:6]])}
    naive = {
        cell: number if (number := count(whole[cell.period], cell.series)) >= MIN_PEOPLE else None
        for cell in published.shelf.everything_told()
    }
    told = Audit(naive).told_within(MIN_PEOPLE)
    assert len(told) > 10
    assert any(one.high - one.low < 1 for one in told), "some are told exactly"


def test_other_pages_may_show_what_the_tables_show(published: Press):
    pattern = published.shelf.pattern()
    rows = read_all(published, "cases-by-agency")
    told = {(row["key"], row["period"]): row["status"] == "shown" for row in rows}
    key = next(key for (key, period), is_shown in told.items() if period == "1405-H1" and is_shown)
    small = next(
        key
        for (key, period), is_shown in told.items()
        if period == "1405-H1" and is_shown and not told[key, "1405-02"]
    )
    large = next(
        key for (key, period), is_shown in told.items() if period == "1405-07" and is_shown
    )
    assert pattern.allows("agency", key, "1405-01", "1405-06")
    assert pattern.allows("agency", small, "1405-01", "1405-06")
    for first, last in (("1405-01", "1405-05"), ("1405-02", "1405-02"), ("1405-01", "1405-07")):
        assert not pattern.allows("agency", small, first, last), "a difference would tell a month"
    assert pattern.allows("agency", large, "1405-02", "1405-07")
    assert not pattern.allows("agency", large, "1405-02", "1405-08"), "not published yet"


def test_the_scoreboard_tells_no_more_than_the_tables(published: Press, session: Session):
    grid = published.shelf.everything_told()
    assert list(scoreboard_limits.claims(session, Pattern(grid))) == []
    query = BoardQuery(By.AGENCY, Period("1405-01", "1405-06"))
    tallies = counted(session, query, lambda _since, _province: 0).tallies
    board = assemble(query, tallies, {}, {})
    shown = scoreboard_limits.told(session, board, Pattern(grid))
    assert 0 < sum(bool(row.estimates) for row in shown.rows) <= len(board.rows)
    assert not any(
        row.estimates for row in scoreboard_limits.told(session, board, Pattern({})).rows
    )


def test_it_is_refused_if_the_scoreboard_tells_how_many_judged(
    tmp_path: Path, catalogue: Catalogue, session: Session, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(scoreboard_limits, "_hidden", lambda *_: set())
    made = press(tmp_path, catalogue)
    with pytest.raises((PublishingRefusedError, ContradictionError)):
        made.publish(session, AFTER_SIX)
    assert made.shelf.snapshots() == []


def test_a_day_has_one_snapshot(
    published: Press, catalogue: Catalogue, folder: Path, session: Session
):
    early = replace(published, lag=timedelta(days=1))
    before = early.shelf.snapshots()
    with pytest.raises(PublishedTodayError, match=r"2026-12-20.*\n.*پیش‌تر منتشر شده"):
        early.publish(session, AFTER_SEVEN)
    assert early.shelf.snapshots() == before


def test_it_is_refused_if_a_page_has_told_too_much(
    published: Press, tmp_path: Path, catalogue: Catalogue, session: Session
):
    hidden = next(
        row for row in read_all(published, "cases-by-agency") if row["status"] == "hidden"
    )
    series = Series("agency", str(hidden["key"]), "cases")
    counts = published.shelf.counts()[hidden["period"]]["agency"]
    number = counts[series.key].cases if series.key in counts else 0
    careless = press(
        tmp_path, catalogue, claims=[SumClaim((series.at(str(hidden["period"])),), number)]
    )
    with pytest.raises(PublishingRefusedError, match="could be told within 10"):
        careless.publish(session, AFTER_SIX)
    assert careless.shelf.snapshots() == []
    assert careless.shelf.counts() == {}


def test_a_month_with_almost_nothing_is_withheld(tmp_path: Path, catalogue: Catalogue):
    few = [blank_fact() | at(catalogue, number, "1404-12") for number in range(1, 6)]
    many = facts(catalogue, ["1405-01"], 400, seed=2)
    others = [one | dict.fromkeys(("case_id", "cluster_id"), one["case_id"] + 10) for one in many]
    with holding(tmp_path, [*few, *others]) as s:
        made = press(tmp_path, catalogue).publish(s, LATER.replace(year=2026, month=6))
    assert made is not None
    assert (made.months, made.withheld[0]) == (("1405-01",), "1404-12")


def test_followers_are_no_crowd(tmp_path: Path, catalogue: Catalogue):
    """One outage with fifty followers is one matter: its cell is hidden."""
    crowd = [
        blank_fact() | at(catalogue, 5000 + number, "1405-01") | {"cluster_id": 5000}
        for number in range(50)
    ]
    rows = [
        one for one in facts(catalogue, ["1405-01"], 400, seed=2) if one["agency_id"] != "sazman"
    ]
    alone = sorted(few_keys(catalogue)["agency"])[-1]
    rows = [one for one in rows if one["agency_id"] != alone]
    with holding(tmp_path, [*rows, *({**one, "agency_id": alone} for one in crowd)]) as session:
        made = press(tmp_path, catalogue)
        made.publish(session, LATER.replace(year=2026, month=6))
    (row,) = [row for row in read_all(made, "cases-by-agency") if row["key"] == alone]
    assert row["status"] == "hidden"


def test_who_judges_later_changes_nothing(
    published: Press, folder: Path, tmp_path: Path, catalogue: Catalogue, session: Session
):
    before = read_all(published, "satisfaction")
    shutil.copytree(folder / "open-data", tmp_path / "open-data")
    later = press(tmp_path, catalogue)
    changed = session.begin_nested()
    old = update(CaseFact).where(CaseFact.month < "1405-08")
    session.execute(old.values(first_verdict="unsolved", first_verdict_at=AFTER_SEVEN))
    made = later.publish(session, AFTER_EIGHT)
    changed.rollback()
    assert made is not None
    assert made.months[-1] == "1405-08"
    assert read_all(later, "satisfaction")[: len(before)] == before


def test_frictionless_finds_all_files_as_described(published: Press):
    for snapshot in published.shelf.snapshots():
        path = published.shelf.path(snapshot.id, "datapackage.json")
        assert path is not None
        package = frictionless.Package(str(path))
        assert {f"{table.name}" for table in TABLES} <= set(package.resource_names)
        for table in TABLES:
            report = frictionless.validate(package.get_resource(table.name))
            assert report.valid, report.flatten(["title", "note"])


def test_dcat_names_every_file_with_its_hash(published: Press):
    newest = published.shelf.newest()
    assert newest
    path = published.shelf.path(newest.id, "dcat.jsonld")
    assert path is not None
    said = json.loads(path.read_text())
    told = {
        one["dct:title"]: one["spdx:checksum"]["spdx:checksumValue"]["@value"]
        for one in said["dcat:distribution"]
    }
    others = {"datapackage.json", "dcat.jsonld"}
    assert told == {file.name: file.sha256 for file in newest.files if file.name not in others}
    assert said["dct:temporal"]["dcat:startDate"]["@value"] == "2026-03-21"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_all_forms_of_a_table_tell_the_same(published: Press, table):
    rows = read_all(published, table.name)
    newest = published.shelf.newest()
    assert newest
    parquet = published.shelf.path(newest.id, f"{table.name}.parquet")
    names = ", ".join(table.counts or ("period",))
    read = connect().execute(f"SELECT {names} FROM read_parquet('{parquet}')").fetchall()
    assert read == [tuple(row[name] for name in table.counts or ("period",)) for row in rows]
    persian = published.shelf.path(newest.id, f"{table.name}.fa.csv")
    assert persian is not None
    text = persian.read_bytes().decode()
    assert text.startswith(BYTE_ORDER_MARK + table.columns[0].title_fa)
    assert len(text.splitlines()) == len(rows) + 1


def read_all(made: Press, name: str, snapshot: Snapshot | None = None) -> list[dict]:
    chosen = snapshot or made.shelf.newest()
    assert chosen
    path = made.shelf.path(chosen.id, f"{name}.csv")
    assert path is not None
    return read_csv(TABLE[name], path.read_bytes().decode())


def at(catalogue: Catalogue, number: int, month: str) -> dict:
    return {
        "case_id": number,
        "cluster_id": number,
        "agency_id": sorted(catalogue.agencies)[0],
        "province": "تهران",
        "month": month,
        "began_at": end_of(month),
        "agency_began_at": end_of(month),
    }
