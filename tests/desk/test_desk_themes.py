"""The board of open questions at the desk: what comes on it, who may do what, and what is shown."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from support.citizen import Citizen
from support.open_questions import ENCODER, add_theme_rows
from support.operators import Operator
from support.problems import assert_problem

from assistant.desk.models import AuditEntry
from assistant.desk.roles import Role
from assistant.insight.questions.grouping import grouped
from assistant.insight.questions.reasons import Kind, Reason
from assistant.insight.questions.regrouping import rows_of, store
from assistant.insight.questions.themes import OpenQuestion, Theme
from assistant.storage.database import Database

Arrive = Callable[..., Awaitable[Operator]]
WORDS = ["گواهی کم‌بینایی اسب", "پروانهٔ پرواز بادبادک", "کارت عضویت باغ پرنده"]


def regroup(session: Session) -> None:
    placed = rows_of(session, Kind.QUESTION, ENCODER)
    labels = grouped(placed.vectors, placed.asked_by)
    store(session, placed, labels, ENCODER, datetime.now(UTC))


@pytest.fixture
async def theme(database: Database) -> int:
    """The id of one of three themes, each of four people."""

    def work(session: Session) -> int:
        session.execute(delete(OpenQuestion))
        session.execute(delete(Theme))
        for number, word in enumerate(WORDS):
            add_theme_rows(session, number, people=4, rows=8, word=word)
        regroup(session)
        return session.scalars(select(Theme.id).order_by(Theme.id)).first() or 0

    return await database.run(work)


async def step(operator: Operator, theme: int, name: str, **body: str) -> dict[str, Any]:
    answer = await operator.post(f"themes/{theme}/{name}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_editor_works_a_theme_off(arrive: Arrive, theme: int, database: Database) -> None:
    editor = await arrive(Role.EDITOR)
    board = (await editor.get("themes")).json()
    assert len(board["themes"]) == 3
    assert board["themes"][0]["people"] == 4
    assert {"id": editor.holder.id, "title": editor.holder.name} in board["owners"]
    named = await step(editor, theme, "name", title="پروانهٔ بادبادک")
    assert named["title"] == "پروانهٔ بادبادک"
    mine = await step(editor, theme, "assign", owner_id=editor.holder.id, due="۱۴۰۵-۰۹-۰۱")
    assert (mine["state"], mine["is_overdue"]) == ("assigned", True)
    assert mine["due_fa"] == "یکشنبه ۱ آذر ۱۴۰۵"
    only = (await editor.get("themes?mine=true")).json()["themes"]
    assert [one["id"] for one in only] == [theme]
    lines = (await editor.get(f"themes/{theme}/lines")).json()
    assert "questions:" in lines["yaml"]
    checked = (await step(editor, theme, "recheck"))["checked"]
    assert checked["asked"] == 8
    linked = await step(editor, theme, "answer", service_id="water-bill")
    assert linked["state"] == "answered"
    assert_problem(
        await editor.post(f"themes/{theme}/dismiss", {"reason": "تکراری"}), 409, "theme_state"
    )
    assert theme not in [one["id"] for one in (await editor.get("themes")).json()["themes"]]
    ended = (await editor.get("themes?ended=true")).json()["themes"]
    assert [one["service"]["id"] for one in ended] == ["water-bill"]
    assert (await step(editor, theme, "reopen"))["state"] == "assigned"
    query = select(AuditEntry.data).where(AuditEntry.account_id == editor.holder.id)
    noted = await database.run(lambda session: list(session.scalars(query)))
    steps = [entry["step"] for entry in noted if "step" in entry]
    assert steps == ["named", "assigned", "exported", "checked", "answered", "reopened"]


async def test_what_is_shown_names_nobody(arrive: Arrive, theme: int, database: Database) -> None:
    auditor = await arrive(Role.AUDITOR)
    answer = await auditor.get(f"themes/{theme}")
    page = answer.json()
    assert len(page["words"]) == 8
    assert set(page["words"][0]) == {"text", "times", "reason_fa"}

    def hidden(session: Session) -> list[str]:
        columns = (OpenQuestion.turn_id, OpenQuestion.conversation_id, OpenQuestion.asked_by)
        return [value for row in session.execute(select(*columns)) for value in row]

    for value in await database.run(hidden):
        assert value not in answer.text


async def test_fewer_than_three_people_are_not_shown(
    arrive: Arrive, theme: int, database: Database
) -> None:
    of_it = OpenQuestion.theme_id == theme
    await database.run(
        lambda s: s.execute(update(OpenQuestion).where(of_it).values(asked_by="one alone"))
    )
    supervisor = await arrive(Role.SUPERVISOR)
    page = (await supervisor.get(f"themes/{theme}")).json()
    assert page["words"] == []
    assert not {"people", "proposal"} & set(page)
    assert page["reasons"] == []
    assert_problem(await supervisor.get(f"themes/{theme}/lines"), 409, "theme_state")


async def test_a_clerk_sees_themes_of_the_own_agency(
    arrive: Arrive, theme: int, database: Database
) -> None:
    of_it = OpenQuestion.theme_id == theme
    await database.run(
        lambda s: s.execute(update(OpenQuestion).where(of_it).values(agency_id="abfa"))
    )
    clerk, other = await arrive(Role.CLERK, "abfa"), await arrive(Role.CLERK, "tax")
    assert [one["id"] for one in (await clerk.get("themes")).json()["themes"]] == [theme]
    assert (await other.get("themes")).json()["themes"] == []
    assert_problem(await other.get(f"themes/{theme}"), 404, "not_found")
    assert_problem(await clerk.post(f"themes/{theme}/name", {"title": "نام"}), 403, "forbidden")


async def test_bad_steps_are_refused(arrive: Arrive, theme: int) -> None:
    editor = await arrive(Role.EDITOR)
    for name, body, status, code in (
        ("name", {"title": "ن"}, 422, "invalid"),
        ("assign", {"owner_id": "nobody"}, 422, "unknown_reference"),
        ("assign", {"owner_id": editor.holder.id, "due": "1405-13-01"}, 422, "invalid"),
        ("assign", {"owner_id": editor.holder.id, "due": 14050901}, 422, "invalid"),
        ("answer", {"service_id": "no-such-service"}, 422, "unknown_reference"),
        ("reopen", {}, 409, "theme_state"),
    ):
        assert_problem(await editor.post(f"themes/{theme}/{name}", body), status, code)
    assert_problem(await editor.post("themes/999999/reopen"), 404, "not_found")


async def test_a_turn_that_finds_nothing_comes_on_the_board(
    citizen: Citizen, database: Database
) -> None:
    await citizen.say("میخوام بادبادکم رو بیمه کنم کجا برم")
    await citizen.ask_for_human()

    def reasons(session: Session) -> list[str]:
        query = select(OpenQuestion.reason).where(OpenQuestion.conversation_id == citizen.id)
        return list(session.scalars(query))

    (reason,) = await database.run(reasons)
    assert reason in {Reason.NOT_FOUND, Reason.HANDOFF}


async def test_the_night_encodes_and_groups_what_came(
    arrive: Arrive, theme: int, database: Database
) -> None:
    """The worker of the gateway does it, as in any installation."""
    editor = await arrive(Role.EDITOR)
    # What another test has asked for may still be under way.
    while (await editor.get("themes")).json()["is_grouping"]:
        await asyncio.sleep(0.2)
    assert (await editor.post("themes/group")).status_code == 202

    def waiting(session: Session) -> int:
        stale = OpenQuestion.encoder == ENCODER
        count = select(func.count()).select_from(OpenQuestion).where(stale)
        return session.scalar(count) or 0

    for _ in range(300):
        board = (await editor.get("themes")).json()
        if not await database.run(waiting) and not board["is_grouping"]:
            break
        await asyncio.sleep(0.2)
    assert not await database.run(waiting)
    assert board["grouped_at_fa"]
    sizes = [one["rows"] for one in board["themes"]]
    # Sentences that differ in a number alone lie together.
    assert max(sizes) >= 8
