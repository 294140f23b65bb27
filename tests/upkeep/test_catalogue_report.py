"""The report names the services that need an editor, each with its reason and its place."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.answering import Certain
from support.catalogue_files import write_catalogue
from support.serving import private_settings
from typer.testing import CliRunner

from actions.turns import MEMORY
from assistant.cli import app as cli
from assistant.conversation.models import Conversation
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.facts import FactQuery
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.tell import ServiceTeller
from assistant.settings import get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.upkeep.unanswered import unanswered
from knowledge.catalogue import Catalogue, Entry, load
from knowledge.items import Source
from knowledge.upkeep.report import (
    CatalogueLocations,
    CatalogueReport,
    EditorNeed,
    Finding,
    examine,
)
from knowledge.upkeep.source_dates import day_of, jalali_year, last_day

TODAY = date(2026, 7, 25)

DATES = {
    "2024": date(2024, 12, 31),
    "2024-02": date(2024, 2, 29),
    "2024-12": date(2024, 12, 31),
    "2024-02-03": date(2024, 2, 3),
    "1403": date(2025, 3, 20),
    "۱۴۰۳": date(2025, 3, 20),
    "1402-12": date(2024, 3, 19),
    "1403-02-30": date(2024, 5, 19),
    "۱۴۰۴/۰۹/۰۴": date(2025, 11, 25),
    "نامشخص (حدود ۱۴۰۲)": date(2024, 3, 19),
    "۱۳۹۰/۰۷/۰۲ (به‌روزرسانی ۱۳۹۷/۰۸/۰۲)": date(2018, 10, 24),
    "نامشخص (۱۰ بهمن)": None,
    "1403-13-40": None,
    "شمارهٔ 123456": None,
}


@pytest.mark.parametrize(("written", "day"), DATES.items(), ids=ascii)
def test_a_date_of_either_calendar_is_its_last_day(written: str, day: date | None) -> None:
    assert last_day(written) == day


def test_the_date_of_our_calendar_comes_before_the_one_of_the_source() -> None:
    assert day_of(Source(address="a", date="2024-05-01", date_fa="۱۳۹۰")) == date(2024, 5, 1)
    assert day_of(Source(address="a", date_fa="۱۴۰۳/۰۱/۰۱")) == date(2024, 3, 20)
    assert day_of(Source(address="a", date_fa="نامشخص")) is None
    assert [jalali_year(date(2025, 3, day)) for day in (20, 21)] == [1403, 1404]


# One small catalogue, changed so that one thing is wrong with it


def written(root: Path, *changes: tuple[str, str]) -> Catalogue:
    write_catalogue(root)
    file = root / "catalogue" / "alef.yml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    return load(root)


def found(catalogue: Catalogue, need: EditorNeed, **options: Any) -> dict[str, list[Finding]]:
    report = examine(catalogue, TODAY, **options)
    by_service: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.need is need:
            by_service.setdefault(finding.service, []).append(finding)
    return by_service


def test_what_has_neither_documents_nor_steps_is_bare(tmp_path: Path) -> None:
    assert set(found(written(tmp_path), EditorNeed.BARE)) == {"alef-lost", "be-lost"}


def test_an_aspect_is_as_old_as_its_newest_source(tmp_path: Path) -> None:
    catalogue = written(tmp_path, ("'2025-01-02'", "'2023-01-02'"))
    (stale,) = found(catalogue, EditorNeed.STALE)["alef-card"]
    assert (stale.aspect, stale.year, stale.agency) == ("steps", 1401, "alef")
    assert found(catalogue, EditorNeed.STALE, years=4) == {}


def test_a_jalali_date_counts_too(tmp_path: Path) -> None:
    catalogue = written(tmp_path, ("date: '2025-01-02'", "date_fa: ۱۴۰۲/۰۱/۱۵"))
    (stale,) = found(catalogue, EditorNeed.STALE)["alef-card"]
    assert (stale.aspect, stale.year) == ("steps", 1402)


def test_without_a_dated_source_the_year_of_the_fact_counts(tmp_path: Path) -> None:
    catalogue = written(tmp_path, ("۱۴۰۳", "۱۴۰۱"), ("'1403'", "'1401'"))
    (stale,) = found(catalogue, EditorNeed.STALE)["alef-card"]
    assert (stale.aspect, stale.year) == ("fee", 1401)
    undated = written(tmp_path / "b", ("      as_of: '1403'\n      amount_rial: 100000\n", ""))
    (finding,) = found(undated, EditorNeed.UNDATED)["alef-card"]
    assert finding.aspect == "fee"


def test_sources_are_weak_without_an_official_page_news_or_a_law(tmp_path: Path) -> None:
    weak = {"alef-lost", "be-lost"}
    assert set(found(written(tmp_path), EditorNeed.WEAK)) == weak
    guides = written(
        tmp_path / "b", ("kind: official", "kind: guide"), ("kind: news", "kind: guide")
    )
    assert set(found(guides, EditorNeed.WEAK)) == weak | {"alef-card"}
    low = written(
        tmp_path / "c",
        ("kind: official", "kind: official\n    confidence: low"),
        ("kind: news", "kind: guide"),
    )
    assert set(found(low, EditorNeed.WEAK)) == weak | {"alef-card"}


SECOND = """\
    - text: در سال ۱۴۰۴ دویست هزار ریال
      as_of: '1404'
      amount_rial: 200000
      sources: [example]
  related:
"""


@pytest.mark.parametrize(
    ("more", "conflicts", "set_aside"),
    [
        ("", 1, 0),
        ("      applies_to: زیر ۱۸ سال\n", 0, 0),
        ("      outdated: true\n", 0, 1),
    ],
    ids=["two amounts", "for others", "marked"],
)
def test_two_amounts_of_one_aspect_are_a_conflict_until_one_is_marked(
    tmp_path: Path, more: str, conflicts: int, set_aside: int
) -> None:
    second = SECOND.replace("  related:\n", f"{more}  related:\n")
    catalogue = written(tmp_path, ("  related:\n", second))
    assert len(found(catalogue, EditorNeed.CONFLICT)) == conflicts
    assert len(found(catalogue, EditorNeed.SET_ASIDE)) == set_aside


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  name: سازمان alef\n", "  name: سازمان alef\n  domain: alef.ir\n"),
        ("  name: سازمان alef\n", "  name: سازمان alef\n  phone: '1490'\n"),
        ("  summary: گرفتن کارت\n", "  summary: گرفتن کارت\n  phone: '1490'\n"),
        (
            "  summary: گرفتن کارت\n",
            "  summary: گرفتن کارت\n  portal:\n    url: https://a.ir\n"
            "    source:\n      address: x\n",
        ),
    ],
    ids=["site", "phone of the agency", "phone", "portal"],
)
def test_a_portal_a_phone_or_a_site_is_a_next_step(tmp_path: Path, old: str, new: str) -> None:
    assert "alef-card" in found(written(tmp_path), EditorNeed.NO_NEXT_STEP)
    assert "alef-card" not in found(written(tmp_path / "b", (old, new)), EditorNeed.NO_NEXT_STEP)


def test_a_line_for_emergencies_is_no_next_step(tmp_path: Path) -> None:
    catalogue = written(
        tmp_path, ("  name: سازمان alef\n", "  name: سازمان alef\n  phone: '110'\n")
    )
    assert "alef-card" in found(catalogue, EditorNeed.NO_NEXT_STEP)


@pytest.mark.parametrize(("days", "is_past"), [(365, False), (366, True)])
def test_a_review_counts_for_a_year(tmp_path: Path, days: int, is_past: bool) -> None:
    day = TODAY - timedelta(days=days)
    catalogue = written(tmp_path, ("  confidence: high", f"  confidence: high\n  reviewed: {day}"))
    assert ("alef-card" in found(catalogue, EditorNeed.PAST_REVIEW)) is is_past
    assert set(found(catalogue, EditorNeed.NEVER_REVIEWED)) == {"alef-lost", "be-card", "be-lost"}


def test_agencies_can_be_looked_at_alone(catalogue: Catalogue) -> None:
    report = examine(catalogue, TODAY, agencies=["abfa", "post"])
    assert {finding.agency for finding in report.findings} == {"abfa", "post"}
    of = [entry for entry in catalogue.entries if entry.agency.id in ("abfa", "post")]
    assert report.services == len(of)
    with pytest.raises(KeyError):
        examine(catalogue, TODAY, agencies=["nowhere"])


def test_every_service_and_address_has_its_place(catalogue: Catalogue) -> None:
    places = CatalogueLocations()
    for entry in catalogue.entries:
        file, _, line = places.service(entry.service.id).partition(":")
        assert file == f"knowledge/catalogue/{entry.agency.id}.yml"
        assert int(line) > 1
        for source in entry.service.sources:
            assert not source.is_public or places.address(source.address), source.address


# What citizens were not told


@pytest.fixture
async def rows(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(private_settings(tmp_path).database)
    await migrate(database)
    yield database
    await database.close()


def told_unknown(entry: Entry, *aspects: str) -> dict[str, Any]:
    """The memory of a talk in which the assistant itself said that it does not know these."""
    speech = Speech(State())
    ServiceTeller(FactChooser(Certain(entry))).show(
        speech, entry, aspects, FactQuery("چقدر می‌شود؟")
    )
    return {"slots": {MEMORY: speech.finished().model_dump(mode="json")}}


async def test_what_citizens_were_not_told_is_counted_by_conversation(
    tmp_path: Path, rows: Database
) -> None:
    catalogue = written(tmp_path / "small")
    card, lost = catalogue.by_id["alef-card"], catalogue.by_id["alef-lost"]
    talks = [told_unknown(card, "duration"), told_unknown(card, "duration", "where"), {}]
    talks.append(told_unknown(lost, "fee"))

    def keep(session) -> None:
        for number, state in enumerate(talks):
            session.add(Conversation(id=str(number), token_hash="x", state=state))

    await rows.run(keep)
    counted = await rows.run(unanswered)
    assert counted[("alef-card", "duration")] == 2
    assert counted[("alef-lost", "fee")] == 1
    report = examine(catalogue, TODAY, unanswered=counted)
    assert report.unanswered_known
    assert set(report.services_with(EditorNeed.UNANSWERED)) == {"alef-card", "alef-lost"}
    (fee,) = found(catalogue, EditorNeed.UNANSWERED, unanswered=counted)["alef-lost"]
    assert (fee.aspect, fee.count) == ("fee", 1)


# The command


@pytest.fixture
def no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder in which nothing is yet."""
    folder = tmp_path / "empty"
    monkeypatch.setenv("DASTYAR_DATA_DIR", str(folder))
    get_settings.cache_clear()
    yield folder
    get_settings.cache_clear()


def run(root: Path, *options: str) -> tuple[int, str]:
    command = ["catalogue", "report", "--knowledge", str(root), *options]
    told = CliRunner().invoke(cli, command, env={"COLUMNS": "120"})
    return told.exit_code, told.stdout + told.stderr


def test_the_command_shows_totals_and_services(tmp_path: Path, no_database: Path) -> None:
    written(tmp_path / "knowledge", ("'2025-01-02'", "'2001-01-02'"))
    code, told = run(tmp_path / "knowledge")
    assert code == 0
    assert "4 services" in told
    for need in set(EditorNeed) - {EditorNeed.UNANSWERED}:
        assert need in told
    assert "alef-lost, be-lost" in told
    assert "alef-card (steps 1379)" in told
    assert "There is no database" in told
    assert not no_database.exists()


def test_the_json_has_totals_findings_and_places(tmp_path: Path, no_database: Path) -> None:
    written(tmp_path / "knowledge", ("'2025-01-02'", "'2001-01-02'"))
    code, told = run(tmp_path / "knowledge", "--json", "--agency", "alef")
    content = json.loads(told)
    assert code == 0
    assert content["services"] == 2
    assert content["totals"]["bare"] == 1
    assert content["totals"]["unanswered"] is None
    assert content["stale"]["steps"] == {"1379": 1}
    bare = next(one for one in content["findings"] if one["need"] == "bare")
    assert (bare["service"], bare["place"]) == ("alef-lost", "knowledge/catalogue/alef.yml:28")


def test_one_need_is_told_with_file_and_line(tmp_path: Path, no_database: Path) -> None:
    written(tmp_path / "knowledge")
    _, told = run(tmp_path / "knowledge", "--need", "bare")
    assert told.splitlines() == [
        "knowledge/catalogue/alef.yml:28: alef-lost",
        "knowledge/catalogue/be.yml:28: be-lost",
    ]


def test_a_fault_of_the_catalogue_is_told_with_file_and_line(
    tmp_path: Path, no_database: Path
) -> None:
    write_catalogue(tmp_path / "knowledge", alef=("- alef-lost", "- nowhere"))
    code, told = run(tmp_path / "knowledge")
    assert code == 1
    assert "alef.yml:19: unknown related service nowhere" in told


def test_an_agency_that_is_not_there_is_refused(tmp_path: Path, no_database: Path) -> None:
    written(tmp_path / "knowledge")
    code, told = run(tmp_path / "knowledge", "--agency", "nowhere")
    assert code == 2
    assert "nowhere" in told


def test_the_shipped_catalogue_can_be_told(catalogue: Catalogue) -> None:
    report: CatalogueReport = examine(catalogue, datetime.now(UTC).date())
    assert report.services == len(catalogue.entries)
    bare = {e.service.id for e in catalogue.entries if not (e.service.documents or e.service.steps)}
    assert set(report.services_with(EditorNeed.BARE)) == bare
