"""Pages and files of open data, and the page about the assistant, over HTTP."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from support.open_data import facts, holding, press
from support.problems import assert_problem
from support.serving import Gateway

from assistant.channels.insight.transparency import evaluated
from assistant.language.digits import persian_digits
from assistant.privacy.register import Whose, register
from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue

DAY = "2026-06-15"


@pytest.fixture
def some_data(lone_gateway: Gateway, catalogue: Catalogue, tmp_path: Path) -> Iterator[None]:
    """One published month in the gateway's folder."""
    with holding(tmp_path, facts(catalogue, ["1405-01"], 400, seed=3)) as session:
        assert press(tmp_path, catalogue).publish(session, datetime(2026, 6, 15, tzinfo=UTC))
    shutil.copytree(tmp_path / "open-data", lone_gateway.settings.open_data_dir)
    yield
    shutil.rmtree(lone_gateway.settings.open_data_dir)


async def test_before_the_first_snapshot_the_page_says_so(lone_http: httpx.AsyncClient) -> None:
    assert "هنوز چیزی منتشر نشده است" in (await lone_http.get("/open-data/")).text
    assert (await lone_http.get("/open-data/index.json")).json() == {"snapshots": []}
    assert_problem(await lone_http.get("/open-data/cases.csv"), 404, "not_found")


@pytest.mark.usefixtures("some_data")
async def test_the_page_leads_to_every_file(lone_http: httpx.AsyncClient) -> None:
    page = (await lone_http.get("/open-data/")).text
    assert "دوشنبه ۲۵ خرداد ۱۴۰۵" in page
    assert "شکایت کم یعنی دستگاه خوب؟ نه" in page
    (snapshot,) = (await lone_http.get("/open-data/index.json")).json()["snapshots"]
    for file in snapshot["files"]:
        name = file["name"]
        answer = await lone_http.get(f"/open-data/{DAY}/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == file["media_type"]
        assert len(answer.content) == file["bytes"]
        assert f"/open-data/{DAY}/{name}" in page or f"/open-data/{name}" in page


@pytest.mark.usefixtures("some_data")
async def test_the_newest_cases_have_small_cells_hidden(lone_http: httpx.AsyncClient) -> None:
    answer = await lone_http.get("/open-data/cases.csv")
    assert answer.headers["x-snapshot"] == DAY
    lines = answer.text.splitlines()
    assert lines[0].startswith("period,grain,begins_on")
    hidden = [line for line in lines if ",hidden," in line]
    assert hidden
    assert all(line.endswith(",hidden,") for line in hidden)


@pytest.mark.usefixtures("some_data")
@pytest.mark.parametrize(
    "path",
    [
        "/open-data/1405-01.json",
        "/open-data/counts/1405-01.json",
        "/open-data/2026-06-16/cases.csv",
        f"/open-data/{DAY}/..%2F..%2Fcounts%2F1405-01.json",
        "/open-data/..%2Fkeys/secret",
    ],
)
async def test_nothing_else_is_served(lone_http: httpx.AsyncClient, path: str) -> None:
    assert_problem(await lone_http.get(path), 404, "not_found")


async def test_the_transparency_page_tells_tests_periods_and_who(
    lone_http: httpx.AsyncClient, lone_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lone_gateway.settings, "publisher", "سازمان نمونه")
    page = (await lone_http.get("/transparency")).text
    assert "سازمان نمونه" in page
    for one in evaluated():
        assert str(one["title_fa"]) in page
    for whose in (Whose.CASE, Whose.CONVERSATION):
        assert all(title in page for title in register().kinds_of(whose))
    assert f"{persian_digits(str(lone_gateway.settings.keep_personal_days))} روز" in page


def test_the_figures_are_those_of_the_last_evaluation() -> None:
    path = PROJECT / "tests" / "evaluation" / "baseline.json"
    measured = json.loads(path.read_text(encoding="utf-8"))
    for one in evaluated():
        expected = measured[str(one["room"])][str(one["measure"])]
        assert {"hits": one["hits"], "total": one["total"]} == expected


async def test_portal_and_privacy_lead_to_both(lone_http: httpx.AsyncClient) -> None:
    portal, privacy = (await lone_http.get("/")).text, (await lone_http.get("/privacy")).text
    assert 'href="/transparency"' in portal
    assert 'href="/open-data/"' in portal
    assert 'href="/transparency"' in privacy
