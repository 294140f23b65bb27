"""The daily roots over HTTP: public, bounded, and what proves a case's history."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway

from assistant.cases import verify_ledger
from assistant.cases.ledger import seal_day
from assistant.cases.models import LedgerRoot
from assistant.cases.signatures import Notary, head_digest
from assistant.cases.verify_ledger import faults, is_signed
from assistant.storage.database import Database

ROOTS = "/api/v1/ledger/roots"
# Far away, so that no other test has sealed these days.
DAY = datetime(2031, 5, 1, 21, tzinfo=UTC)


async def seal(gateway: Gateway, database: Database, day: datetime) -> None:
    """What the daily job of the gateway's worker does."""
    notary = Notary(gateway.settings.signing_key)
    await database.run(lambda session: seal_day(session, notary, day))
    # The worker's own clock may have been first.
    wanted = select(LedgerRoot).where(LedgerRoot.day == f"{day:%Y-%m-%d}")
    assert await database.run(lambda session: session.scalar(wanted))


async def test_the_published_roots_prove_a_case(
    http: httpx.AsyncClient, gateway: Gateway, database: Database
) -> None:
    filed = (await http.post("/api/v1/cases", json=complaint())).json()
    await seal(gateway, database, DAY)
    answer = await http.get(ROOTS, params={"from": "2031-05-01", "to": "2031-05-01"})
    assert answer.status_code == 200
    (published,) = answer.json()["roots"]
    assert published["day"] == "2031-05-01"
    assert published["created_at"] == "2031-05-01T21:00:00Z"
    url, pin = f"/api/v1/cases/{filed['tracking_code']}/ledger", {"X-Case-Pin": filed["pin"]}
    ledger = (await http.get(url, headers=pin)).json()
    assert faults(ledger, {published["day"]: published["root"]}) == []
    assert faults(ledger, {published["day"]: "0" * 64}) != []


async def test_receipt_and_tracking_view_hold_a_proof_that_anyone_can_check(
    http: httpx.AsyncClient, gateway: Gateway, database: Database, tmp_path: Path
) -> None:
    await http.post("/api/v1/cases", json=complaint())
    await seal(gateway, database, DAY + timedelta(days=9))
    # A look asks for the newest root once a minute only.
    gateway.runtime.desk.notary._newest = None
    filed = (await http.post("/api/v1/cases", json=complaint())).json()
    code, pin = filed["tracking_code"], {"X-Case-Pin": filed["pin"]}
    view = (await http.get(f"/api/v1/cases/{code}", headers=pin)).json()
    roots = (await http.get(ROOTS, params={"from": "2031-05-01", "to": "2031-05-11"})).json()
    key = roots["public_key"]
    for proof in (filed["proof"], view["proof"]):
        assert proof["number"] == 2
        assert is_signed(key, head_digest(code, proof["number"], proof["hash"]), proof["signature"])
        assert proof["root"] == roots["roots"][-1]
        assert is_signed(key, proof["root"]["hash"], proof["root"]["signature"])
    ledger = (await http.get(f"/api/v1/cases/{code}/ledger", headers=pin)).json()
    files = {"ledger": ledger, "receipt": filed, "roots": roots}
    for name, answer in files.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")
    known = [tmp_path / "receipt.json", tmp_path / "roots.json"]
    assert verified(tmp_path / "ledger.json", *known, "--key", key) == (0, "the ledger is whole")
    cut = ledger | {"events": ledger["events"][:1]}
    cut["head"] = {"number": 1, "hash": cut["events"][0]["hash"]}
    (tmp_path / "ledger.json").write_text(json.dumps(cut), encoding="utf-8")
    told = "event 2 is gone or another than the receipt tells"
    assert verified(tmp_path / "ledger.json") == (0, "the ledger is whole")
    assert verified(tmp_path / "ledger.json", *known) == (1, told)


def verified(*arguments: object) -> tuple[int, str]:
    """What the standalone verifier says."""
    command = [sys.executable, "-I", verify_ledger.__file__, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout.strip() or run.stderr


async def test_without_days_it_is_the_last_month(
    http: httpx.AsyncClient, gateway: Gateway, database: Database
) -> None:
    today = datetime.now(UTC)
    for days in (40, 5, 0):
        await http.post("/api/v1/cases", json=complaint())
        await seal(gateway, database, today - timedelta(days=days))
    days = [root["day"] for root in (await http.get(ROOTS)).json()["roots"]]
    assert f"{today - timedelta(days=5):%Y-%m-%d}" in days
    assert f"{today:%Y-%m-%d}" in days
    assert f"{today - timedelta(days=40):%Y-%m-%d}" not in days
    assert days == sorted(days)


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2031-05-02", "to": "2031-05-01"},
        {"from": "2030-01-01", "to": "2031-01-02"},
        {"from": "yesterday"},
        {"to": "1405-09-31"},
        {"from": "2031-05-02", "to": ""},
    ],
)
async def test_days_that_cannot_be_are_refused(
    http: httpx.AsyncClient, asked: dict[str, str]
) -> None:
    assert_problem(await http.get(ROOTS, params=asked), 422, "invalid")


@pytest.mark.parametrize(
    "asked", [{"to": "0001-01-03"}, {"from": "9999-12-31", "to": "9999-12-31"}]
)
async def test_the_ends_of_time_have_no_roots(
    http: httpx.AsyncClient, asked: dict[str, str]
) -> None:
    answer = await http.get(ROOTS, params=asked)
    assert (answer.status_code, answer.json()["roots"]) == (200, [])
