"""Ready answers: own ones of all who answer, shared ones of supervisors and administrators."""

from typing import Any

import pytest
from sqlalchemy import select
from support.operators import DESK, Operator
from support.problems import assert_problem

from assistant.desk.models import AuditEntry
from assistant.desk.ready import answers
from assistant.desk.ready.schemas import Filling, placeholders, with_known_placeholders
from assistant.desk.roles import Role
from assistant.storage.database import Database

ANSWER = {"title": "پیگیری پرونده", "text": "پروندهٔ { کد  رهگیری } در دست {دستگاه} است."}

CHANGE = ANSWER | {"version": 1}


async def made(by: Operator, **changes: object) -> dict[str, Any]:
    response = await by.post("ready-answers", ANSWER | {"is_shared": False} | changes)
    assert response.status_code == 201, response.text
    return response.json()


async def listed(viewer: Operator, **wanted: object) -> list[dict[str, Any]]:
    response = await viewer.http.get(f"{DESK}/ready-answers", params=wanted)
    assert response.status_code == 200, response.text
    return response.json()["answers"]


async def test_an_own_answer_is_written_found_and_retired(
    operator: Operator, arrive, database: Database
) -> None:
    answer = await made(operator)
    assert answer["text"] == "پروندهٔ {کد رهگیری} در دست {دستگاه} است."
    at_hand = (await operator.get("canned")).json()["answers"]
    assert (at_hand[0]["id"], at_hand[0]["is_shared"]) == (answer["id"], False)
    assert {"greeting", "goodbye"} <= {one["id"] for one in at_hand}
    assert [one["id"] for one in await listed(operator, words="رهگیری در", whose="own")] == [
        answer["id"]
    ]
    path = f"ready-answers/{answer['id']}"
    changed = await operator.post(f"{path}/change", CHANGE | {"title": "پرونده کجاست"})
    assert changed.json()["title"] == "پرونده کجاست"
    assert (await operator.post(f"{path}/retire")).json()["is_retired"]
    assert answer["id"] not in {
        one["id"] for one in (await operator.get("canned")).json()["answers"]
    }
    assert [one["id"] for one in await listed(operator, retired=True, whose="own")] == [
        answer["id"]
    ]
    assert not (await operator.post(f"{path}/restore")).json()["is_retired"]
    query = select(AuditEntry).where(AuditEntry.account_id == operator.holder.id)
    rows = await database.run(lambda s: list(s.scalars(query.order_by(AuditEntry.id))))
    told = [row.action for row in rows if row.data.get("answer") == answer["id"]]
    assert told == [f"ready_answer_{step}" for step in ("added", "changed", "retired", "restored")]
    # To anybody else it does not exist, not even to an administrator.
    for other in (await arrive(), await arrive(Role.ADMINISTRATOR)):
        assert answer["id"] not in {one["id"] for one in await listed(other)}
        assert_problem(await other.post(f"{path}/change", CHANGE), 404, "not_found")
        assert_problem(await other.post(f"{path}/retire"), 404, "not_found")


async def test_it_is_found_however_letters_and_half_spaces_are_typed(operator: Operator) -> None:
    answer = await made(operator, title="پی‌گیری یک‌شنبه", text="کار شما تا ۱۲ آذر انجام می‌شود.")
    for typed in ("پيگيري", "پی گیری", "يكشنبه", "كار 12", "مي‌شود", "می شود"):
        assert [one["id"] for one in await listed(operator, words=typed, whose="own")] == [
            answer["id"]
        ], typed
    assert await listed(operator, words="شنبه‌بازار", whose="own") == []


async def test_what_all_share_is_kept_by_few(operator: Operator, arrive) -> None:
    administrator = await arrive(Role.ADMINISTRATOR)
    answer = await made(administrator, is_shared=True)
    mine = [one for one in await listed(operator, whose="shared") if one["id"] == answer["id"]]
    assert [(one["may_change"], one["changed_by"]) for one in mine] == [
        (False, administrator.holder.name)
    ]
    path = f"ready-answers/{answer['id']}"
    assert_problem(await operator.post(f"{path}/change", CHANGE), 403, "forbidden")
    assert_problem(await operator.post(f"{path}/retire"), 403, "forbidden")
    shared = await operator.post("ready-answers", ANSWER | {"is_shared": True})
    assert_problem(shared, 403, "forbidden")
    # Who answers nobody has no own ones.
    own = await administrator.post("ready-answers", ANSWER | {"is_shared": False})
    assert_problem(own, 403, "forbidden")
    supervisor = await arrive(Role.SUPERVISOR)
    assert (await supervisor.post(f"{path}/retire")).status_code == 200


async def test_of_two_who_write_at_once_the_later_is_told(arrive) -> None:
    first, second = await arrive(Role.SUPERVISOR), await arrive(Role.ADMINISTRATOR)
    answer = await made(first, is_shared=True)
    path, seen = f"ready-answers/{answer['id']}/change", {"version": answer["version"]}
    changed = await first.post(path, ANSWER | seen | {"text": "نوشتهٔ نخست"})
    # An answer that was lost is asked for again.
    assert (await first.post(path, ANSWER | seen | {"text": "نوشتهٔ نخست"})).status_code == 200
    late = ANSWER | {"text": "نوشتهٔ دوم"}
    refused = await second.post(path, late | seen)
    assert_problem(refused, 409, "ready_answer_changed")
    now = [one for one in await listed(second, whose="shared") if one["id"] == answer["id"]]
    assert [one["text"] for one in now] == ["نوشتهٔ نخست"]
    assert refused.json()["version"] == now[0]["version"] > changed.json()["version"]
    meant = await second.post(path, late | {"version": refused.json()["version"]})
    assert meant.json()["text"] == "نوشتهٔ دوم"
    assert_problem(await first.post(path, late), 422, "invalid")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "سلام {نام شهروند}"}, "unknown_placeholder"),
        ({"text": "سلام {کد رهگیری"}, "unknown_placeholder"),
        ({"text": "سلام } خوبید"}, "unknown_placeholder"),
        ({"title": " "}, "invalid"),
        ({"title": "آ" * 81}, "invalid"),
        ({"text": "آ" * 2001}, "text_too_long"),
        ({"owner_id": "x"}, "invalid"),
    ],
)
async def test_a_bad_answer_is_refused(
    operator: Operator, changes: dict[str, str], code: str
) -> None:
    response = await operator.post("ready-answers", ANSWER | {"is_shared": False} | changes)
    assert_problem(response, 422, code)


async def test_numbers_of_a_person_are_not_kept(operator: Operator) -> None:
    answer = await made(operator, text="کد ملی 0499370899 و تلفن اداره ۰۲۱-۸۸۷۷۶۶۵۵")
    assert answer["text"] == "کد ملی [کد ملی] و تلفن اداره ۰۲۱-۸۸۷۷۶۶۵۵"


async def test_there_is_an_end(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 1)
    answer = await made(operator)
    again = ANSWER | {"is_shared": False}
    assert_problem(await operator.post("ready-answers", again), 409, "ready_answers_full")
    path = f"ready-answers/{answer['id']}"
    await operator.post(f"{path}/retire")
    await made(operator)
    assert_problem(await operator.post(f"{path}/restore"), 409, "ready_answers_full")


def test_every_filling_has_one_placeholder() -> None:
    assert sorted(one.fills for one in placeholders()) == sorted(Filling)
    for one in placeholders():
        assert with_known_placeholders(f"{{{one.name}}}") == f"{{{one.name}}}"
