"""Fills a database with open cases fast: a few hundred real ones, and copies under new codes.

The models are made by filing, moving and the clock, on their own small database. A copy has its own
code, ledger, personal values and jobs; nothing sets it apart from a case that was filed.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, inspect, select, text
from sqlalchemy.orm import Session
from support.samples import complaint

from assistant.cases.chain import link
from assistant.cases.clock import fire_due
from assistant.cases.codes import new_code
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.moves import Move
from assistant.cases.outbox import CaseJob
from assistant.cases.personal import value_commitment
from assistant.cases.schemas import OpenDraft
from assistant.cases.search import index
from assistant.cases.terms import Actor, Indicator, Role
from assistant.cases.transitions import Door, MoveRequest
from assistant.storage.jobs import Job, JobState
from assistant.storage.sealing import Sealer

AGENCIES = ["abfa", "tamin", "tavanir"]
PROVINCES = ["تهران", "البرز", "قم", "یزد", "قزوین"]
WORDS = ["انشعاب آب", "پروندهٔ بیمه", "قطعی برق", "نوبت سامانه", "تلفن گویا", "کارت هوشمند"]
AT_ONCE = 2000
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Model:
    """The rows of a real case."""

    case: dict[str, Any]
    events: Rows
    values: Rows
    texts: Mapping[tuple[int, str], str]
    """What is sealed in the values, by event and field."""


def models(session: Session, door: Door, now: datetime, count: int = 300) -> list[Model]:
    """Open cases as they come: new ones, answered ones, and half that are late at the top level."""
    dice = random.Random(1)
    filed = [_filed(session, door, now, dice, number % 10) for number in range(count)]
    while fire_due(session, door, now, limit=1000):
        pass
    session.flush()
    return [_model(session, door.sealer, case) for case in filed]


def _filed(session: Session, door: Door, now: datetime, dice: random.Random, kind: int) -> Case:
    agency = dice.choice(AGENCIES)
    draft = complaint(
        agency_id=agency,
        province=dice.choice(PROVINCES),
        city=None,
        indicator=dice.choice(list(Indicator)),
        description=f"چند هفته است کار {dice.choice(WORDS)} ما را انجام نمی‌دهند. "
        * dice.randint(1, 6),
    )
    is_new, is_answered = kind < 4, kind == 9
    age = timedelta(minutes=dice.uniform(0, 60)) if is_new else timedelta(days=dice.uniform(10, 60))
    case = file(session, door, OpenDraft.model_validate(draft), Origin(), now - age)
    if is_answered:
        answer = MoveRequest(Move.ANSWERED, Actor(Role.AGENCY, agency), words="بررسی شد.")
        door.move(session, case, answer, now - timedelta(hours=dice.uniform(0, 40)))
    return case


def _model(session: Session, sealer: Sealer, case: Case) -> Model:
    events = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.number)
    values = select(PersonalValue).where(PersonalValue.case_id == case.id)
    kept = session.scalars(values).all()
    return Model(
        _row(case),
        [_row(row) for row in session.scalars(events)],
        [_row(row) for row in kept],
        {(row.event_number, row.field): sealer.open(row.sealed) for row in kept},
    )


def _row(instance: Any) -> dict[str, Any]:
    names = inspect(type(instance)).column_attrs.keys()
    return {name: getattr(instance, name) for name in names if name != "id"}


def add_copies(session: Session, sealer: Sealer, given: Sequence[Model], count: int) -> list[str]:
    """Add `count` cases; their codes."""
    first = (session.scalar(select(func.max(Case.id))) or 0) + 1
    codes = _new_codes(count, set(session.scalars(select(Case.tracking_code))))
    for start in range(0, count, AT_ONCE):
        places = range(start, min(start + AT_ONCE, count))
        _add(
            session,
            sealer,
            [(first + i, codes[i], given[(first + i) % len(given)]) for i in places],
        )
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT setval(pg_get_serial_sequence('cases', 'id'), max(id)) FROM cases")
        )
    return codes


def _new_codes(count: int, taken: set[str]) -> list[str]:
    """New, different codes: of 100,000 random ones, two are alike in one of five runs."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        code = new_code()
        if code not in taken:
            codes[code] = None
    return list(codes)


def _add(session: Session, sealer: Sealer, wanted: Iterable[tuple[int, str, Model]]) -> None:
    cases, events, values, jobs = Rows(), Rows(), Rows(), Rows()
    for id_, code, model in wanted:
        head = Case(tracking_code=code, version=0, head_hash="")
        for event in model.events:
            told = event["data"] | _commitments(sealer, head, event["number"], model)
            linked = CaseEvent(**event | {"case_id": id_, "data": told})
            link(linked, head, sealer.digests)
            events.append(_row(linked))
        chain = {name: getattr(head, name) for name in ("tracking_code", "version", "head_hash")}
        cases.append(model.case | chain | {"id": id_})
        values += [value | {"case_id": id_} for value in model.values]
        jobs.append(_job(id_))
    for table, rows in ((Case, cases), (CaseEvent, events), (PersonalValue, values), (Job, jobs)):
        session.execute(insert(table), rows)
    texts = {case["id"]: (case["description"], case["formal_description"]) for case in cases}
    index.add(session, texts)


def _commitments(sealer: Sealer, case: Case, number: int, model: Model) -> dict[str, Any]:
    """Those of the values that came with an event, for the copy's own code."""
    told = {
        value["field"]: value_commitment(
            sealer, case, PersonalValue(**value), model.texts[number, value["field"]]
        )
        for value in model.values
        if value["event_number"] == number
    }
    return {"sealed": told} if told else {}


def _job(case_id: int) -> dict[str, Any]:
    name, now = f"{CaseJob.UPSTREAM}:{case_id}", datetime.now(UTC)
    return {
        "kind": CaseJob.UPSTREAM,
        "payload": {"case_id": case_id, "number": 1},
        "unique_key": f"{name}:1",
        "lane": name,
        "state": JobState.DONE,
        "run_at": now,
        "created_at": now,
        "finished_at": now,
    }
