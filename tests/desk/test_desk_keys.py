"""Keys of other systems, kept by administrators at the desk and on the command line."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select
from support.operators import Operator
from support.problems import assert_problem
from typer.testing import CliRunner

from assistant.cli import app as cli
from assistant.conversation.models import now
from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.keys import api_keys
from assistant.keys.api_keys import BadKeyError
from assistant.settings import get_settings
from assistant.storage.database import Database
from knowledge.catalogue import Catalogue

WANTED = {"name": "سامانهٔ پاسخ‌گویی آبفا", "scope": "agency", "agency_id": "abfa", "days": 30}


@pytest.fixture
async def administrator(arrive) -> Operator:
    return await arrive(Role.ADMINISTRATOR)


async def opens(database: Database, token: str) -> bool:
    try:
        await database.run(lambda session: api_keys.check(session, token, now()))
    except BadKeyError:
        return False
    return True


async def test_a_key_is_shown_once_listed_without_its_secret_and_revoked(
    administrator: Operator, database: Database, catalogue: Catalogue
) -> None:
    issued = await administrator.post("keys", WANTED)
    assert issued.status_code == 201, issued.text
    new = issued.json()
    token = new.pop("key")
    assert re.fullmatch(r"dk_[a-z2-9]{12}_[\w-]{43}", token)
    assert (new["state"], new["agency_name"]) == ("valid", catalogue.agencies["abfa"].name)
    assert "last_used_at" not in new
    assert await opens(database, token)
    page = await administrator.get("keys")
    assert token not in page.text
    assert token[16:] not in page.text
    (listed,) = [one for one in page.json() if one["id"] == new["id"]]
    assert "last_used_at" in listed
    assert (await administrator.post(f"keys/{new['id']}/revoke")).status_code == 204
    assert not await opens(database, token)
    (listed,) = [one for one in (await administrator.get("keys")).json() if one["id"] == new["id"]]
    assert (listed["state"], listed["state_fa"]) == ("revoked", "باطل شده")
    assert_problem(await administrator.post(f"keys/{new['id']}/revoke"), 404, "not_found")


async def test_issuing_and_revoking_are_on_record(
    administrator: Operator, database: Database
) -> None:
    id_ = (await administrator.post("keys", {"name": "درگاه قم", "scope": "open311"})).json()["id"]
    await administrator.post(f"keys/{id_}/revoke")
    mine = select(AuditEntry).where(AuditEntry.account_id == administrator.holder.id)
    rows = await database.run(lambda s: list(s.scalars(mine.order_by(AuditEntry.id))))
    noted = [(row.action, row.data) for row in rows if row.data.get("key") == id_]
    assert noted == [
        ("key_issued", {"key": id_, "scope": "open311"}),
        ("key_revoked", {"key": id_}),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency_id": "nowhere"}, "unknown_reference"),
        ({"agency_id": None}, "invalid"),
        ({"scope": "open311"}, "invalid"),
        ({"scope": "everything"}, "invalid"),
        ({"name": "  "}, "invalid"),
        ({"name": "ن" * 65}, "invalid"),
        ({"days": 0}, "invalid"),
        ({"days": 1096}, "invalid"),
        ({"hash": "0" * 64}, "invalid"),
    ],
    ids=str,
)
async def test_a_bad_wish_is_refused(
    administrator: Operator, changes: dict[str, object], code: str
) -> None:
    assert_problem(await administrator.post("keys", WANTED | changes), 422, code)


async def test_an_impossible_id_is_refused(administrator: Operator) -> None:
    assert_problem(await administrator.post("keys/%00/revoke"), 422, "invalid")


def run(*words: str) -> tuple[int, str]:
    told = CliRunner().invoke(cli, ["keys", *words])
    return told.exit_code, told.output.strip()


@pytest.fixture
def own_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty database for the commands."""
    monkeypatch.setenv("DASTYAR_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    assert CliRunner().invoke(cli, ["migrate"]).exit_code == 0
    yield
    get_settings.cache_clear()


@pytest.mark.usefixtures("own_database")
def test_commands_issue_list_and_revoke() -> None:
    code, token = run("issue", "سامانهٔ آبفا", "--agency", "abfa", "--days", "10")
    assert code == 0, token
    assert re.fullmatch(r"dk_[a-z2-9]{12}_[\w-]{43}", token)
    _, other = run("issue", "درگاه قم", "--open311")
    id_ = token[3:15]
    _, listed = run("list")
    lines = {line.split()[0]: line.split()[1:] for line in listed.splitlines()}
    assert lines[id_][:3] == ["valid", "agency", "abfa"]
    assert lines[other[3:15]][:3] == ["valid", "open311", "-"]
    assert token[16:] not in listed
    assert run("revoke", id_) == (0, f"{id_}: revoked")
    assert [id_, "revoked"] in [line.split()[:2] for line in run("list")[1].splitlines()]
    assert run("revoke", id_)[0] == 1


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["نام بی‌دستگاه"], "یکی از دو گزینه"),
        (["هر دو", "--agency", "abfa", "--open311"], "یکی از دو گزینه"),
        (["ناکجا", "--agency", "nowhere"], "در فهرست نیست"),
        (["دراز", "--open311", "--days", "5000"], "۱۰۹۵"),
        (["-", "--open311"], "۳ تا ۶۴"),
    ],
    ids=str,
)
def test_a_bad_command_says_why(words: list[str], told: str) -> None:
    code, output = run("issue", *words)
    assert code == 1
    assert told in output
    assert run("list") == (0, "")
