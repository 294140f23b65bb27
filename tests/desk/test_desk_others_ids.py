"""At the desk, too, an id opens nothing by itself: every route, tried by who has no part in it."""

import httpx
import pytest
from sqlalchemy import func, select
from support.citizen import Citizen
from support.doors import body_for, doors
from support.operators import DESK, Operator
from support.said import replies_of
from support.samples import complaint
from support.serving import Gateway

from assistant.cases.models import CaseEvent
from assistant.conversation.models import Conversation
from assistant.desk.models import AuditEntry, DeskNote
from assistant.desk.roles import Role
from assistant.storage.database import Database

NOBODYS = "0" * 32
UNKNOWN = "ABCD2345"
NOT_FOR_CLERKS = 403


async def knock(somebody: Operator, method: str, path: str) -> httpx.Response:
    body = body_for(method, path)
    return await somebody.http.request(method, path, json=body, headers=somebody.headers)


async def traces(database: Database) -> list[int]:
    """How much there is of what a visit could leave behind; `desk_audit` has failed looks, too."""
    tables = (DeskNote, CaseEvent)
    counts = [select(func.count()).select_from(table) for table in tables]
    looks = select(func.count()).where(AuditEntry.action.startswith("reveal"))
    return [await database.run(lambda s, q=query: s.scalar(q)) for query in [*counts, looks]]


@pytest.mark.parametrize("where", ["in a colleague's hand", "with the assistant"])
async def test_a_conversation_is_no_business_of_others(
    gateway: Gateway,
    citizen: Citizen,
    operator: Operator,
    arrive,
    database: Database,
    where: str,
) -> None:
    turn = (await citizen.say("سلام")).body["turn_id"]
    if where == "in a colleague's hand":
        await citizen.ask_for_human()
        assert (await operator.act(citizen.id, "take")).status_code == 200
    other = await arrive()
    owner = select(Conversation.owner, Conversation.owner_id).where(Conversation.id == citizen.id)
    before = (
        await replies_of(citizen, database),
        tuple(await database.run(lambda s: s.execute(owner).one())),
        await traces(database),
    )
    for method, path in doors(gateway, f"{DESK}/conversations"):
        foreign, unknown = [
            await knock(other, method, path.format(id=one, turn_id=turn))
            for one in (citizen.id, NOBODYS)
        ]
        assert foreign.status_code in {404, 409, 422}, (path, foreign.text)
        assert foreign.content == unknown.content, path
    after = (
        await replies_of(citizen, database),
        tuple(await database.run(lambda s: s.execute(owner).one())),
        await traces(database),
    )
    assert after == before


async def test_a_case_of_another_agency_is_no_business_of_a_clerk(
    gateway: Gateway, http: httpx.AsyncClient, arrive, database: Database
) -> None:
    code = (await http.post("/api/v1/cases", json=complaint())).json()["tracking_code"]
    clerk = await arrive(Role.CLERK, "sabteahval")
    before, ids = await traces(database), {"attachment_id": NOBODYS, "file_id": NOBODYS}
    for method, path in doors(gateway, f"{DESK}/cases"):
        foreign, unknown = [
            await knock(clerk, method, path.format(code=one, **ids)) for one in (code, UNKNOWN)
        ]
        assert foreign.status_code in {404, NOT_FOR_CLERKS}, (path, foreign.text)
        assert foreign.content == unknown.content, path
    assert await traces(database) == before
