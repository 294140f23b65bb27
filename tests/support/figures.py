"""Made-up facts in a database: agencies that are good or bad on purpose, few or a million."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from persiantools.jdatetime import JalaliDate
from sqlalchemy import insert
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.insight.facts.cells import refresh_cell
from assistant.insight.facts.models import CaseFact
from assistant.insight.facts.writing import CellKey

LEVELS = ("agency_unit", "provincial_manager")
INDICATORS = ("delay", "no_response", "discourtesy", "opaque_rules")
CHANNELS = ("web", "telegram", "phone")
COLUMNS = tuple(CaseFact.__table__.columns.keys())


@dataclass(frozen=True)
class Group:
    """Cases of one agency, province and month, with what is true of them."""

    agency_id: str
    province: str | None
    month: str
    count: int
    solved: float = 0.7
    minutes: float = 300.0
    service_id: str | None = None
    indicator: str | None = None
    open_share: float = 0.0


def facts(groups: Iterable[Group], first_id: int = 1, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Rows of `case_facts`, with ids of cases from `first_id` on."""
    generator, case_id = np.random.default_rng(seed), first_id
    for group in groups:
        yield from _of_group(group, generator, case_id)
        case_id += group.count


def put(session: Session, groups: Sequence[Group], first_id: int, seed: int = 1) -> None:
    """Write cases, their facts and the cells of these."""
    rows = list(facts(groups, first_id, seed))
    ids = sorted({row["case_id"] for row in rows})
    session.execute(insert(Case), [case_of(id_) for id_ in ids])
    session.execute(insert(CaseFact), rows)
    for key in sorted({CellKey(g.agency_id, g.province or "", g.month) for g in groups}):
        refresh_cell(session, key)


def _of_group(
    group: Group, generator: np.random.Generator, first_id: int
) -> Iterator[dict[str, Any]]:
    n, begin = group.count, month_begins(group.month)
    began = generator.uniform(0, 28 * 24 * 60, n).astype(int).tolist()
    minutes = np.exp(generator.normal(np.log(group.minutes), 1.2, n)).astype(int).tolist()
    solved = (generator.random(n) < group.solved).tolist()
    judged = (generator.random(n) < 0.6).tolist()
    is_open = (generator.random(n) < group.open_share).tolist()
    sorts = generator.integers(0, [len(INDICATORS), len(CHANNELS)], (n, 2)).tolist()
    for place in range(n):
        row = _new(group, first_id + place, begin + timedelta(minutes=began[place]), sorts[place])
        if is_open[place]:
            yield row
        else:
            yield from _ended(row, minutes[place], solved[place], judged[place])


def _ended(
    row: dict[str, Any], minutes: int, is_solved: bool, is_judged: bool
) -> Iterator[dict[str, Any]]:
    waited = 0
    if minutes > 180:
        waited = 180
        up = row["began_at"] + timedelta(minutes=3 * waited)
        yield row | {
            **{"ended_at": up, "ended_by": "escalated", "is_breach": True, "breached_at": up},
            **{"ended_work_min": waited, "ended_agency_min": waited},
        }
        row = row | {"number": 2, "level": LEVELS[1], "is_first": False, "began_at": up}
    answered = row["began_at"] + timedelta(minutes=3 * (minutes - waited))
    over = answered + timedelta(days=3)
    row = row | {
        **{"answered_at": answered, "answered_by": "agency", "ended_at": over},
        **{"answered_work_min": minutes - waited, "answered_agency_min": minutes},
        **{"ended_work_min": minutes - waited + 600, "ended_agency_min": minutes + 600},
        "ended_by": "closed" if is_judged else "closed_unconfirmed",
    }
    if is_judged:
        verdict = {"verdict": "solved" if is_solved else "unsolved", "score": 5 if is_solved else 2}
        for which in ("first", "last"):
            row |= {f"{which}_{name}": value for name, value in verdict.items()}
            row[f"{which}_verdict_at"] = answered + timedelta(hours=5)
        row |= {
            **{"verdict_work_min": minutes - waited + 60, "verdict_agency_min": minutes + 60},
            "is_disputed": not is_solved,
        }
    yield row


def _new(group: Group, case_id: int, began: datetime, sort: Sequence[int]) -> dict[str, Any]:
    marks = [name for name in COLUMNS if name.startswith("is_")]
    return dict.fromkeys(COLUMNS) | {
        **{"case_id": case_id, "cluster_id": case_id, "number": 1, "span": 1, "as_of_event": 3},
        **{"agency_id": group.agency_id, "level": LEVELS[0], "province": group.province},
        **{"kind": "complaint", "indicator": group.indicator or INDICATORS[sort[0]]},
        **{"channel": CHANNELS[sort[1]], "service_id": group.service_id, "month": group.month},
        **{"agency_began_at": began, "began_at": began, "counts": True},
        **dict.fromkeys(marks, False),
        "is_first": True,
    }


def month_begins(month: str) -> datetime:
    """The first day of a Jalali month, in the morning."""
    year, number = map(int, month.split("-"))
    day = JalaliDate(year, number, 1).to_gregorian()
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def case_of(id_: int) -> dict[str, Any]:
    """As little of a case as facts need."""
    moment = datetime(2026, 4, 1, tzinfo=UTC)
    times = dict.fromkeys(("created_at", "clock_from", "first_answer_due_at", "due_at"), moment)
    return times | {
        **{"id": id_, "tracking_code": f"X{id_:011}", "kind": "complaint", "status": "closed"},
        **{"description": "", "identity": "anonymous", "level": LEVELS[0]},
    }
