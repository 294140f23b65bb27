"""Fills a database with many cases, talks and marks at once, to be counted; no ledger is kept."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from assistant.cases.codes import new_code
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.terms import Indicator, Status
from assistant.conversation.models import Conversation, OwnerChange, Rating
from assistant.conversation.ownership import OwnerMove
from assistant.insight.facts.models import CaseFact
from assistant.insight.ratings.prompts import RatingPrompt
from assistant.language.dates import TEHRAN, jalali_month
from assistant.replies.schemas import Owner
from knowledge.catalogue import Catalogue

_AT_ONCE = 5000
_MONTHS = timedelta(days=180)
Row = dict[str, Any]


def fill(session: Session, catalogue: Catalogue, at: datetime, count: int, waiting: float) -> None:
    """Add `count` cases of the half year before `at`, of which the share `waiting` is open."""
    dice = random.Random(15)
    agencies = sorted(catalogue.agencies)
    provinces = [province.name for province in catalogue.provinces]
    heavy = {"تهران": 9.0, "خراسان رضوی": 5.0, "اصفهان": 4.0, "فارس": 3.5, "خوزستان": 3.0}
    weights = [heavy.get(name, dice.uniform(0.5, 2)) for name in provinces]
    places = dice.choices(provinces, weights, k=count)
    of = dice.choices(agencies, [1 / (place + 1) for place in range(len(agencies))], k=count)
    codes = {new_code() for _ in range(count + 200)}
    rows: list[Row] = []
    events: list[Row] = []
    facts: list[Row] = []
    for id, agency, place in zip(range(1, count + 1), of, places, strict=True):
        row, own = _case(dice, id, at, is_open=dice.random() < waiting)
        rows.append(row | {"tracking_code": codes.pop(), "agency_id": agency, "province": place})
        events += own
        facts.append(_fact(row | {"agency_id": agency, "province": place}, own))
    for table, lines in ((Case, rows), (CaseEvent, events), (CaseFact, facts)):
        for start in range(0, len(lines), _AT_ONCE):
            session.execute(insert(table), lines[start : start + _AT_ONCE])
    _talk(session, dice, at, count // 4)


def _case(dice: random.Random, id: int, at: datetime, *, is_open: bool) -> tuple[Row, list[Row]]:
    began = at - _MONTHS * dice.random()
    due = at + timedelta(hours=dice.uniform(-4, 120)) if is_open else began + timedelta(days=2)
    row = {
        "id": id,
        "kind": "complaint",
        "status": Status.REFERRED if is_open else Status.CLOSED,
        "indicator": dice.choice(list(Indicator)),
        "description": "چند هفته است کار ما را انجام نمی‌دهند و جواب روشنی هم نمی‌دهند. " * 3,
        "identity": "anonymous",
        "created_at": began,
        "level": "agency",
        "clock_from": began,
        "first_answer_due_at": due,
        "due_at": due,
        "ended_at": None if is_open else min(at, began + timedelta(days=4)),
        "version": 2,
        "head_hash": "0" * 64,
    }
    return row, list(_events(dice, id, began, at, is_open))


def _fact(case: Row, events: list[Row]) -> Row:
    """The tenure of a case with its one agency."""
    at: dict[str, datetime] = {event["type"]: event["created_at"] for event in events}
    score = next((event["data"]["score"] for event in events if "score" in event["data"]), None)
    verdict = None if score is None else "solved" if score > 2 else "unsolved"
    judged = at.get(Move.CONFIRMED) or at.get(Move.DISPUTED)
    answered = Move.ANSWERED in at
    work = round((case["due_at"] - case["created_at"]).total_seconds() / 240) if answered else None
    names = ("agency_id", "province", "kind", "indicator", "level")
    return {name: case[name] for name in names} | {
        "case_id": case["id"], "number": 1, "span": 1, "is_first": True, "channel": "web",
        "cluster_id": case["id"], "counts": True, "month": jalali_month(case["created_at"]),
        "agency_began_at": case["created_at"], "began_at": case["created_at"],
        "due_at": None if answered else case["due_at"], "answered_at": at.get(Move.ANSWERED),
        "answered_work_min": work, "answered_agency_min": work,
        "first_verdict": verdict, "first_verdict_at": judged, "first_score": score,
        "last_verdict": verdict, "last_verdict_at": judged, "last_score": score,
        "verdict_work_min": work and work + 60, "verdict_agency_min": work and work + 60,
        "ended_at": case["ended_at"], "ended_by": "closed" if case["ended_at"] else None,
        "is_breach": Move.ESCALATED in at, "breached_at": at.get(Move.ESCALATED),
        "is_disputed": Move.DISPUTED in at, "is_reopened": False, "is_withdrawn": False,
        "is_misdirected": False, "is_corrected": False, "as_of_event": len(events),
    }  # fmt: skip


def _events(
    dice: random.Random, id: int, began: datetime, at: datetime, is_open: bool
) -> Iterator[Row]:
    told: list[tuple[Move, timedelta, Row]] = [(Move.REGISTERED, timedelta(), {})]
    if dice.random() < 0.15:
        told.append((Move.ESCALATED, timedelta(days=1.5), {"reason": "late"}))
    if not is_open:
        told.append((Move.ANSWERED, timedelta(hours=dice.uniform(1, 70)), {}))
        score = min(5, max(1, round(dice.gauss(3.6, 1.1))))
        verdict = Move.CONFIRMED if score > 2 else Move.DISPUTED
        if dice.random() < 0.4:
            told.append((verdict, timedelta(hours=dice.uniform(72, 90)), {"score": score}))
    for number, (move, after, data) in enumerate(told, start=1):
        if began + after <= at:
            yield {
                "case_id": id,
                "number": number,
                "type": move,
                "actor": "clock",
                "actor_id": "",
                "status": Status.REFERRED,
                "level": "agency",
                "data": data,
                "created_at": began + after,
                "previous_hash": "0" * 64,
                "hash": "0" * 64,
            }


def _prompts(at: datetime) -> Iterator[Row]:
    """How often marks were asked for on the last ten days, of two agencies."""
    for back in range(10):
        day = (at - timedelta(days=back)).astimezone(TEHRAN)
        for asked, agency in ((20 + back, "abfa"), (5, "tavanir")):
            yield {
                "day": day.date().isoformat(), "agency_id": agency, "service_id": "",
                "province": "", "channel": "web", "month": jalali_month(day),
                "offered": asked + 3, "asked": asked, "answered": asked // 3,
            }  # fmt: skip


def _talk(session: Session, dice: random.Random, at: datetime, count: int) -> None:
    """Talks of the last week: some wait for a human, some had one, some were marked."""
    talks: list[Row] = []
    changes: list[Row] = []
    marks: list[Row] = []
    for _ in range(count):
        id = UUID(int=dice.getrandbits(128)).hex
        last = at - timedelta(hours=168 * dice.random() ** 1.6)
        is_waiting = dice.random() < 0.0015
        owner = Owner.QUEUE if is_waiting else Owner.BOT
        queued = at - timedelta(minutes=dice.uniform(0, 9)) if is_waiting else None
        talks.append(
            {"id": id, "token_hash": "0" * 64, "owner": owner, "queued_at": queued}
            | {"created_at": last, "last_turn_at": last}
        )
        if is_waiting or dice.random() < 0.12:
            for version, move in enumerate((OwnerMove.ENQUEUE, OwnerMove.TAKE), start=1):
                wait = round(dice.expovariate(1 / 140)) if move is OwnerMove.TAKE else None
                changes.append(
                    {"conversation_id": id, "version": version, "move": move, "owner": owner}
                    | {"lasted_s": wait, "created_at": last}
                )
        if dice.random() < 0.2:
            score = min(5, max(1, round(dice.gauss(3.9, 1.1))))
            # One in ten does not count, and one in seven has lost its talk.
            place = len(marks)
            marks.append(
                {"conversation_id": id if place % 7 else None, "score": score}
                | {"counts": place % 10 != 0, "created_at": last}
            )
    tables = ((Conversation, talks), (OwnerChange, changes), (Rating, marks))
    for table, rows in (*tables, (RatingPrompt, list(_prompts(at)))):
        for start in range(0, len(rows), _AT_ONCE):
            session.execute(insert(table), rows[start : start + _AT_ONCE])
