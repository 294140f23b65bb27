"""A demo is made of an empty database only, holds everything, and shows the way to it."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select
from support.demo import serving_demo
from support.operators import DESK
from support.serving import Gateway
from typer.testing import CliRunner

from assistant.cases.models import Case, CaseEvent
from assistant.cases.terms import Status
from assistant.cases.verify import verify
from assistant.cli import app as cli
from assistant.conversation.models import Conversation, now
from assistant.demo.accounts import people
from assistant.demo.commands import fill
from assistant.demo.models import DemoAccount
from assistant.demo.seed import NotADemoError, means_of, seed_conversations, seed_records
from assistant.demo.stories import MARK, stories
from assistant.desk.models import Account
from assistant.desk.roles import Role
from assistant.settings import get_settings
from assistant.storage.database import Database
from assistant.storage.jobs.queue import Job
from assistant.storage.migrate import migrate

CASES = 200


@pytest.fixture(scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory, no_rasa: str) -> AsyncIterator[Gateway]:
    async with serving_demo(tmp_path_factory.mktemp("demo"), no_rasa, CASES) as served:
        yield served


@pytest.fixture
async def rows(demo: Gateway) -> AsyncIterator[Database]:
    database = Database(demo.settings.database)
    yield database
    await database.close()


async def test_there_are_cases_in_every_state_and_their_ledgers_hold(rows: Database) -> None:
    def look(session) -> tuple[set[str], list[str], list[object]]:
        cases = list(session.scalars(select(Case)))
        found = {c.status for c in cases}, [c.description for c in cases]
        return *found, list(verify(session))

    states, words, faults = await rows.run(look)
    # What is registered is referred at once where the agency is known.
    assert states == set(Status)
    assert all(text.startswith(MARK) for text in words)
    assert faults == []


async def test_timelines_lie_in_the_past_and_in_order(rows: Database) -> None:
    query = select(CaseEvent.case_id, CaseEvent.number, CaseEvent.created_at)
    found = await rows.run(
        lambda s: s.execute(query.order_by(CaseEvent.case_id, CaseEvent.number)).all()
    )
    by_case: dict[int, list] = {}
    for case_id, _, at in found:
        by_case.setdefault(case_id, []).append(at)
    assert all(times == sorted(times) for times in by_case.values())
    assert all(times[-1] <= now() for times in by_case.values())
    assert any(times[-1] - times[0] > timedelta(days=10) for times in by_case.values())


async def test_nobody_outside_hears_of_it(rows: Database) -> None:
    assert await rows.run(lambda s: s.scalar(select(func.count()).select_from(Job))) == 0


async def test_the_first_page_shows_all_of_it(demo: Gateway, rows: Database) -> None:
    async with demo.client() as browser:
        page = (await browser.get("/")).text
    assert "کلیدهای این نمونه" in page
    assert 'href="/desk"' in page
    for role in Role:
        assert f"demo-{role}" in page
    code, pin = re.search(
        r">([0-9A-Z]{8})</code></td><td><code dir=\"ltr\">(\d{6,12})<", page
    ).groups()
    async with demo.client() as browser:
        seen = await browser.get(f"/api/v1/cases/{code}", headers={"X-Case-Pin": pin})
    assert seen.status_code == 200
    assert seen.json()["description"].startswith(MARK)


async def test_the_keys_open_and_the_queue_waits(demo: Gateway, rows: Database) -> None:
    sealer = demo.runtime.sealer
    for one in await rows.run(lambda s: people(s, sealer)):
        async with demo.client() as browser:
            shown = {"login": one.login, "password": one.password, "code": one.code}
            response = await browser.post(f"{DESK}/session", json=shown)
            assert response.status_code == 200, one.login
            if one.login == "demo-operator":
                queue = (await browser.get(f"{DESK}/queue")).json()
                assert len(queue["waiting"]) == len(stories().conversations)


async def test_every_key_is_printed_whole(
    demo: Gateway, rows: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await fill(demo.settings, CASES)
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    for one in await rows.run(lambda s: people(s, demo.runtime.sealer)):
        assert [one.login, one.password, one.totp_secret] in [words[:3] for words in printed]
    assert ["seeded", "before,", "0", "new", "conversations"] in printed


async def test_seeding_again_adds_nothing(demo: Gateway, rows: Database) -> None:
    means = means_of(demo.runtime)
    assert not await rows.run(lambda s: seed_records(s, means, now()))
    assert await seed_conversations(demo.runtime) == 0
    count = select(func.count()).select_from(Account)
    assert await rows.run(lambda s: s.scalar(count)) == len(Role)


@pytest.mark.parametrize("found", ["account", "conversation"])
async def test_a_database_with_anything_in_it_is_left_alone(
    demo: Gateway, tmp_path: Path, found: str
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'real.sqlite3'}")
    await migrate(database)
    row = (
        Conversation(id="c" * 32, token_hash="h")
        if found == "conversation"
        else Account(id="a" * 32, login="real", name="r", role=Role.OPERATOR, totp_sealed="x")
    )
    await database.run(lambda s: s.add(row))
    with pytest.raises(NotADemoError):
        await database.run(lambda s: seed_records(s, means_of(demo.runtime), now()))
    for table in (DemoAccount, Case, Job):
        count = select(func.count()).select_from(table)
        assert await database.run(lambda s, q=count: s.scalar(q)) == 0
    await database.close()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "DASTYAR_DEMO"),
        ({"DASTYAR_DEMO": "true", "DASTYAR_CONNECTOR": "http"}, "DASTYAR_CONNECTOR"),
        ({"DASTYAR_DEMO": "true", "DASTYAR_SMS": "file"}, "DASTYAR_SMS"),
    ],
)
def test_what_is_no_demo_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], told: str
) -> None:
    for name, value in ({"DASTYAR_DATA_DIR": str(tmp_path)} | changes).items():
        monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    try:
        result = CliRunner().invoke(cli, ["demo"])
    finally:
        get_settings.cache_clear()
    assert result.exit_code == 1
    assert told in result.output
    assert list(tmp_path.iterdir()) == []


async def test_other_installations_show_no_keys(http: httpx.AsyncClient) -> None:
    page = (await http.get("/")).text
    assert "demo-operator" not in page
    assert "کلیدهای این نمونه" not in page
