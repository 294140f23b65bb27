"""Every role tries every action."""

import itertools
from collections.abc import Iterator

import pytest
from support.citizen import Citizen
from support.operators import DESK, Operator
from support.problems import assert_problem

from assistant.desk.roles import Permission, Role

ACTIONS: dict[str, tuple[str, str, object, Permission | None]] = {
    "see the queue": ("GET", "queue", None, Permission.SEE_QUEUE),
    "read": ("GET", "conversations/{id}", None, Permission.SEE_QUEUE),
    "get suggestions": (
        "GET",
        "conversations/{id}/suggestions",
        None,
        Permission.ANSWER_CITIZENS,
    ),
    "take": ("POST", "conversations/{id}/take", {}, Permission.ANSWER_CITIZENS),
    "reply": ("POST", "conversations/{id}/reply", {"text": "سلام"}, Permission.ANSWER_CITIZENS),
    "release": ("POST", "conversations/{id}/release", {}, Permission.ANSWER_CITIZENS),
    "close": (
        "POST",
        "conversations/{id}/close",
        {"reason": "answered"},
        Permission.ANSWER_CITIZENS,
    ),
    "transfer": (
        "POST",
        "conversations/{id}/transfer",
        {"account_id": "x"},
        Permission.ANSWER_CITIZENS,
    ),
    "note": ("POST", "conversations/{id}/note", {"text": "یادداشت"}, Permission.ANSWER_CITIZENS),
    "reveal": (
        "POST",
        "conversations/{id}/turns/x/reveal",
        {},
        Permission.REVEAL_PERSONAL_DATA,
    ),
    "redact a conversation": (
        "POST",
        "conversations/{id}/redact",
        {"words": "علی", "reason": "نام کسی است"},
        Permission.REVEAL_PERSONAL_DATA,
    ),
    "type": ("POST", "conversations/{id}/typing", {}, Permission.ANSWER_CITIZENS),
    "stay present": ("POST", "presence", {}, Permission.ANSWER_CITIZENS),
    "take a break": ("POST", "break", {"is_on": False}, Permission.ANSWER_CITIZENS),
    "see what was ended": ("GET", "closed", None, Permission.SEE_QUEUE),
    "see the form of a case": (
        "GET",
        "conversations/{id}/case-draft",
        None,
        Permission.FILE_CASES,
    ),
    "file for a citizen": ("POST", "conversations/{id}/cases", {}, Permission.FILE_CASES),
    "see colleagues": ("GET", "colleagues", None, Permission.ANSWER_CITIZENS),
    "list cases": ("GET", "cases", None, Permission.READ_CASES),
    "see a case": ("GET", "cases/X", None, Permission.READ_CASES),
    "refer a case": (
        "POST",
        "cases/X/refer",
        {"agency_id": "abfa", "reason": "مربوط به آن‌هاست"},
        Permission.REFER_CASES,
    ),
    "answer a case": ("POST", "cases/X/answer", {"text": "پاسخ"}, Permission.ANSWER_CASES),
    "note a case": ("POST", "cases/X/note", {"text": "یادداشت"}, Permission.NOTE_CASES),
    "correct a case": (
        "POST",
        "cases/X/correct",
        {"reason": "نام اداره نادرست بود", "text": "ادارهٔ آب قم درست است"},
        Permission.CORRECT_CASES,
    ),
    "redact a case": (
        "POST",
        "cases/X/redact",
        {"words": "علی", "reason": "نام کسی است"},
        Permission.CORRECT_CASES,
    ),
    "see what to choose from": ("GET", "terms", None, None),
    "see a ledger": ("GET", "cases/X/ledger", None, Permission.READ_CASES),
    "see files": ("GET", "cases/X/attachments", None, Permission.READ_CASES),
    "read a file": ("GET", "cases/X/attachments/x", None, Permission.READ_CASES),
    "see files for an answer": ("GET", "cases/X/files", None, Permission.ASK_CITIZENS),
    "prepare a file": ("POST", "cases/X/files", {}, Permission.ASK_CITIZENS),
    "drop a prepared file": ("POST", "cases/X/files/fil/remove", {}, Permission.ASK_CITIZENS),
    "take a case": ("POST", "cases/X/take", {}, Permission.ANSWER_CASES),
    "ask the citizen": ("POST", "cases/X/ask", {"text": "کدام اداره؟"}, Permission.ASK_CITIZENS),
    "send a case back": (
        "POST",
        "cases/X/misdirected",
        {"reason": "با دستگاه دیگری است"},
        Permission.SEND_CASES_BACK,
    ),
    "close a dispute": (
        "POST",
        "cases/X/close",
        {"reason": "پایان رسیدگی", "text": "پایان"},
        Permission.CLOSE_CASES,
    ),
    "merge cases": (
        "POST",
        "cases/X/merge",
        {"into": "Y", "reason": "همان موضوع"},
        Permission.MERGE_CASES,
    ),
    "separate a case": (
        "POST",
        "cases/X/separate",
        {"reason": "موضوع دیگری است"},
        Permission.MERGE_CASES,
    ),
    "reveal a case's data": (
        "POST",
        "cases/X/reveal",
        {"field": "mobile", "event_number": 1, "reason": "تماس"},
        Permission.REVEAL_CASES,
    ),
    "look up a caller": (
        "POST",
        "callers",
        {"mobile": "09121234567"},
        Permission.FILE_CASES,
    ),
    "understand a call": (
        "POST",
        "heard",
        {"text": "آب قطع است"},
        Permission.FILE_CASES,
    ),
    "file for a caller": ("POST", "cases", {}, Permission.FILE_CASES),
    "see outages": ("GET", "outages", None, Permission.KEEP_OUTAGES),
    "confirm an outage": (
        "POST",
        "outages",
        {"agency_id": "-", "began": "1405-09-01", "source": "آزمون"},
        Permission.KEEP_OUTAGES,
    ),
    "merge the cases of an outage": ("POST", "outages/999999/merge", {}, Permission.KEEP_OUTAGES),
    "dismiss a suspected outage": (
        "POST",
        "outages/suspected/999999/dismiss",
        {"reason": "آزمون سامانه"},
        Permission.KEEP_OUTAGES,
    ),
    "end an outage": ("POST", "outages/999999/end", {}, Permission.KEEP_OUTAGES),
    "see dead jobs": ("GET", "jobs", None, Permission.REVIVE_JOBS),
    "revive a job": ("POST", "jobs/999999/retry", {}, Permission.REVIVE_JOBS),
    "revive a kind": ("POST", "jobs/retry", {"kind": "-"}, Permission.REVIVE_JOBS),
    "see closures": ("GET", "closures", None, Permission.KEEP_CALENDAR),
    "add a closure": (
        "POST",
        "closures",
        {
            "province": "-",
            "begins": "1405-10-12",
            "ends": "1405-10-12",
            "reason": "cold",
            "source": "آزمون",
        },
        Permission.KEEP_CALENDAR,
    ),
    "end a closure": (
        "POST",
        "closures/999999/end",
        {"reason": "آزمون"},
        Permission.KEEP_CALENDAR,
    ),
    "see closures called off": ("GET", "closures/withdrawn", None, Permission.KEEP_CALENDAR),
    "drop a job": ("POST", "jobs/999999/drop", {"reason": "آزمون"}, Permission.REVIVE_JOBS),
    "see all ready answers": ("GET", "ready-answers", None, Permission.KEEP_READY_ANSWERS),
    "add a ready answer": ("POST", "ready-answers", {}, Permission.KEEP_READY_ANSWERS),
    "change a ready answer": (
        "POST",
        "ready-answers/999999/change",
        {},
        Permission.KEEP_READY_ANSWERS,
    ),
    "retire a ready answer": (
        "POST",
        "ready-answers/999999/retire",
        {},
        Permission.KEEP_READY_ANSWERS,
    ),
    "restore a ready answer": (
        "POST",
        "ready-answers/999999/restore",
        {},
        Permission.KEEP_READY_ANSWERS,
    ),
    "see themes": ("GET", "themes", None, Permission.SEE_INSIGHT),
    "see a theme": ("GET", "themes/999999", None, Permission.SEE_INSIGHT),
    "group themes": ("POST", "themes/group", {}, Permission.KEEP_THEMES),
    "name a theme": ("POST", "themes/999999/name", {"title": "نام"}, Permission.KEEP_THEMES),
    "assign a theme": (
        "POST",
        "themes/999999/assign",
        {"owner_id": "x"},
        Permission.KEEP_THEMES,
    ),
    "answer a theme": (
        "POST",
        "themes/999999/answer",
        {"service_id": "x"},
        Permission.KEEP_THEMES,
    ),
    "dismiss a theme": (
        "POST",
        "themes/999999/dismiss",
        {"reason": "تکراری است"},
        Permission.KEEP_THEMES,
    ),
    "reopen a theme": ("POST", "themes/999999/reopen", {}, Permission.KEEP_THEMES),
    "recheck a theme": ("POST", "themes/999999/recheck", {}, Permission.KEEP_THEMES),
    "export a theme": ("GET", "themes/999999/lines", None, Permission.KEEP_THEMES),
    "see keys": ("GET", "keys", None, Permission.MANAGE_KEYS),
    "issue a key": ("POST", "keys", {}, Permission.MANAGE_KEYS),
    "revoke a key": ("POST", "keys/999999/revoke", {}, Permission.MANAGE_KEYS),
    "see accounts": ("GET", "accounts", None, Permission.MANAGE_ACCOUNTS),
    "invite somebody": ("POST", "accounts", {}, Permission.MANAGE_ACCOUNTS),
    "see an account": ("GET", "accounts/999999", None, Permission.MANAGE_ACCOUNTS),
    "change an account": ("POST", "accounts/999999/change", {}, Permission.MANAGE_ACCOUNTS),
    "renew an account": ("POST", "accounts/999999/renew", {}, Permission.MANAGE_ACCOUNTS),
    "disable an account": ("POST", "accounts/999999/disable", {}, Permission.MANAGE_ACCOUNTS),
    "enable an account": ("POST", "accounts/999999/enable", {}, Permission.MANAGE_ACCOUNTS),
    "sign somebody out": ("POST", "accounts/999999/sign-out", {}, Permission.MANAGE_ACCOUNTS),
    "save the record": ("GET", "audit.csv", None, Permission.READ_AUDIT),
    "read the record": ("GET", "audit", None, Permission.READ_AUDIT),
    "see what the record holds": ("GET", "audit/terms", None, Permission.READ_AUDIT),
    "see the situation": ("GET", "situation", None, Permission.SEE_INSIGHT),
    "save the situation": ("GET", "situation.csv", None, Permission.SEE_INSIGHT),
    "save a report": ("GET", "reports/abfa/1405-06.csv", None, Permission.SEE_INSIGHT),
    "list periods": ("GET", "periods", None, Permission.SEE_INSIGHT),
    "see a period": ("GET", "periods/1405-06", None, Permission.SEE_INSIGHT),
    "see signals": ("GET", "periods/1405-06/signals", None, Permission.SEE_INSIGHT),
    "see gaps": ("GET", "periods/1405-06/gaps", None, Permission.SEE_INSIGHT),
    "object to figures": (
        "POST",
        "periods/1405-06/objections",
        {"words": "این رقم درست نیست"},
        Permission.OBJECT_TO_FIGURES,
    ),
    "take an objection back": (
        "POST",
        "periods/1405-06/objections/999999/take-back",
        {},
        Permission.OBJECT_TO_FIGURES,
    ),
    "decide on an objection": (
        "POST",
        "periods/1405-06/objections/999999/decide",
        {"is_upheld": False, "words": "رقم درست است"},
        Permission.DECIDE_OBJECTIONS,
    ),
    "see frozen figures": ("GET", "periods/1405-06/figures", None, Permission.SEE_INSIGHT),
    "save the verifier": ("GET", "periods/verify_export.py", None, Permission.EXPORT_FIGURES),
    "see how far calls are": ("GET", "calls/progress", None, Permission.FILE_CASES),
    "save signed figures": ("GET", "periods/1405-06/export.zip", None, Permission.EXPORT_FIGURES),
    "see whom to call": ("GET", "calls", None, Permission.FILE_CASES),
    "note a call": ("POST", "calls/X", {"outcome": "solved"}, Permission.FILE_CASES),
    "listen": ("GET", "events", None, None),
    "see ready answers": ("GET", "canned", None, Permission.KEEP_READY_ANSWERS),
    "count cases": ("GET", "case-count", None, Permission.READ_CASES),
    "save cases": ("GET", "cases.csv", None, Permission.EXPORT_CASES),
    "see own views": ("GET", "case-views", None, Permission.READ_CASES),
    "keep a view": ("POST", "case-views", {}, Permission.READ_CASES),
    "drop a view": ("POST", "case-views/999999/remove", {}, Permission.READ_CASES),
    "see own drafts": ("GET", "cases/X/drafts", None, Permission.READ_CASES),
    "keep a draft": ("POST", "cases/X/draft", {"action": "note"}, Permission.READ_CASES),
    "see who can see to cases": ("GET", "case-assignees", None, Permission.ASSIGN_CASES),
    "assign a case": ("POST", "cases/X/assign", {}, Permission.ASSIGN_CASES),
    "assign many cases": (
        "POST",
        "many-cases/assign",
        {"codes": ["X"]},
        Permission.ASSIGN_CASES,
    ),
    "refer many cases": (
        "POST",
        "many-cases/refer",
        {"codes": ["X"], "agency_id": "abfa", "reason": "کار آن‌هاست"},
        Permission.REFER_CASES,
    ),
    "get agencies proposed": ("GET", "cases/X/proposals", None, Permission.REFER_CASES),
    "see cases like it": ("GET", "cases/X/alike", None, Permission.MERGE_CASES),
}
UPKEEP = {
    "see dead jobs",
    "revive a job",
    "revive a kind",
    "see closures",
    "add a closure",
    "end a closure",
    "drop a job",
    "see closures called off",
}
READY = {
    "see ready answers",
    "see all ready answers",
    "add a ready answer",
    "change a ready answer",
    "retire a ready answer",
    "restore a ready answer",
}
RECORD = {"read the record", "save the record", "see what the record holds"}
ACCOUNTS = {
    "see accounts",
    "invite somebody",
    "see an account",
    "change an account",
    "renew an account",
    "disable an account",
    "enable an account",
    "sign somebody out",
}
KEYS = {"see keys", "issue a key", "revoke a key"}
SEEN_THEMES = {"see themes", "see a theme"}
THEMES = SEEN_THEMES | {
    "group themes",
    "name a theme",
    "assign a theme",
    "answer a theme",
    "dismiss a theme",
    "reopen a theme",
    "recheck a theme",
    "export a theme",
}
CASES = {
    "list cases",
    "see a case",
    "see a ledger",
    "see files",
    "read a file",
    "see what to choose from",
    "count cases",
    "save cases",
    "see own views",
    "keep a view",
    "drop a view",
    "see own drafts",
    "keep a draft",
}
ASSIGNING = {"see who can see to cases", "assign a case", "assign many cases"}
FIGURES = {
    "see the situation",
    "save the situation",
    "save a report",
    "list periods",
    "see a period",
    "see frozen figures",
    "see signals",
    "see gaps",
}
OBJECTING = {"object to figures", "take an objection back"}
DECIDING = {"decide on an objection"}
SIGNED = {"save signed figures", "save the verifier"}
ALONG = {"see files for an answer", "prepare a file", "drop a prepared file"}
AT_THE_AGENCY = {"take a case", "answer a case"}
MAY: dict[Role, set[str]] = {
    Role.OPERATOR: set(ACTIONS)
    - AT_THE_AGENCY
    - UPKEEP
    - KEYS
    - ACCOUNTS
    - RECORD
    - FIGURES
    - THEMES
    - OBJECTING
    - DECIDING
    - SIGNED
    - {"close a dispute"},
    Role.SUPERVISOR: set(ACTIONS) - AT_THE_AGENCY - KEYS - ACCOUNTS - RECORD - OBJECTING,
    Role.CLERK: CASES
    | FIGURES
    | OBJECTING
    | AT_THE_AGENCY
    | ASSIGNING
    | READY
    | SEEN_THEMES
    | ALONG
    | {"ask the citizen", "send a case back", "reveal a case's data", "listen"},
    Role.AUDITOR: CASES
    | RECORD
    | FIGURES
    | SIGNED
    | SEEN_THEMES
    | {"see the queue", "see what was ended", "read", "listen"},
    Role.EDITOR: FIGURES | THEMES | {"listen", "see what to choose from"},
    Role.ADMINISTRATOR: UPKEEP
    | KEYS
    | ACCOUNTS
    | RECORD
    | READY
    | {"listen", "see what to choose from"},
    Role.OBSERVER: FIGURES | SEEN_THEMES | {"listen", "see what to choose from"},
}
"""Written out on its own, so that a slip in the table of the code is noticed."""


def matrix() -> Iterator[tuple[Role, str]]:
    yield from itertools.product(Role, ACTIONS)


@pytest.mark.parametrize(("role", "action"), list(matrix()), ids=str)
async def test_a_role_may_do_its_own_actions_and_no_other(
    role: Role, action: str, citizen: Citizen, people: dict[Role, Operator]
) -> None:
    somebody = people[role]
    await citizen.ask_for_human()
    method, path, body, _ = ACTIONS[action]
    address = f"{DESK}/{path.format(id=citizen.id)}"
    # Not read to its end: the events have none.
    async with somebody.http.stream(
        method, address, json=body, headers=somebody.headers
    ) as response:
        if action != "listen" or response.status_code != 200:
            await response.aread()
    if action in MAY[role]:
        assert response.status_code not in {401, 403}
    else:
        assert_problem(response, 403, "forbidden")


@pytest.mark.parametrize("action", ACTIONS)
async def test_who_is_not_signed_in_may_do_nothing(action: str, citizen: Citizen) -> None:
    await citizen.ask_for_human()
    method, path, body, _ = ACTIONS[action]
    response = await citizen.http.request(method, f"{DESK}/{path.format(id=citizen.id)}", json=body)
    assert_problem(response, 401, "not_signed_in")


def test_the_routes_ask_for_what_the_table_says(gateway) -> None:
    """Every route of the desk stands in the matrix, except those of the session itself."""
    paths = gateway.app.openapi()["paths"]
    routes = {
        (method.upper(), path.removeprefix(f"{DESK}/"))
        for path, methods in paths.items()
        for method in methods
        if path.startswith(DESK)
    }
    own = {path for _, path in routes if path.startswith(("session", "enrolment"))}
    listed = {(method, _template(path)) for method, path, _, _ in ACTIONS.values()}
    assert {(method, path) for method, path in routes if path not in own} == listed


def _template(path: str) -> str:
    names = {
        "reports/abfa/1405-06": "reports/{agency_id}/{month}",
        "periods/1405-06": "periods/{period}",
        "export.zip": "export.{kind}",
        "objections/999999": "objections/{number}",
        "turns/x": "turns/{turn_id}",
        "ments/x": "ments/{attachment_id}",
        "files/fil": "files/{file_id}",
        "/X": "/{code}",
        "999999": "{id}",
    }
    for example, name in names.items():
        path = path.replace(example, name)
    return path
