"""A month of the desk on a clock that is set: three workers, sudden closures, a model beside."""

import time
from collections.abc import AsyncIterator

from support.minute_calendar import MINUTE
from support.month import WORKERS, Compared, compared, overdue, play
from support.month_expected import Story
from support.month_plan import END, PLANNED, SUDDEN, ZERO, month

from assistant.cases.verify import verify
from bench.cases.options import CaseOptions
from bench.databases import BenchDatabases
from bench.rows import Row, exactly

PART = "month"


async def measured(options: CaseOptions, places: BenchDatabases) -> AsyncIterator[Row]:
    """The same month on each database."""
    planned = month(options.seed, options.cases)
    expected = {number: Story(planned, life).told() for number, life in enumerate(planned.lives)}
    for kind in options.databases:
        begun = time.perf_counter()
        async with places.new(kind) as place:
            result = compared(expected, await play(planned, place.url))
            end = ZERO + END * MINUTE
            late = await place.database.run(lambda session, end=end: overdue(session, end))
            faults = await place.database.run(lambda session: len(list(verify(session))))
        minutes = (time.perf_counter() - begun) / 60
        for row in _rows(kind, result, late, faults, minutes):
            yield row


def _rows(kind: str, result: Compared, late: int, faults: int, minutes: float) -> list[Row]:
    closures = f"{PLANNED} closures, {SUDDEN} sudden ones"
    return [
        Row(PART, kind, f"cases, {WORKERS} workers, {closures}", f"{result.cases:,}"),
        Row(PART, kind, "breaches raised", f"{result.escalations:,}"),
        Row(PART, kind, "deadlines moved", f"{result.moved_deadlines:,}"),
        exactly(PART, kind, "breaches not raised, other things not done", result.missing + late, 0),
        exactly(PART, kind, "things done twice or too early", result.too_many, 0),
        exactly(PART, kind, "cases with another deadline", result.wrong_deadlines, 0),
        exactly(PART, kind, "faults in the ledger", faults, 0),
        Row(PART, kind, "time", f"{minutes:.1f} min"),
    ]
