"""Checks of the database: whether it answers, its schema, keys, clock, siblings and jobs."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.background.worker_parts import parts_of
from assistant.background.workers import jobs_of
from assistant.backup.sqlite import file_of
from assistant.cases.closures import CurrentTimes
from assistant.cases.terms import Indicator
from assistant.doctor.diagnoses import Diagnosis, broken, warning
from assistant.provider_settings import SmsKind
from assistant.settings import Settings
from assistant.sms.accounts import is_working
from assistant.storage.availability import WriteProbe
from assistant.storage.database import Database
from assistant.storage.jobs import Job, JobState
from assistant.storage.jobs.queue import LATE, late_kinds
from assistant.storage.key_marks import KeyFault, usable_sealer
from assistant.storage.shared_clock import CLOCK, NOTABLE
from assistant.storage.siblings import differing, schema_fault
from knowledge.calendar.load import load as load_calendar
from knowledge.catalogue import load

_MOST_READ = 2**30
SLOW_S = 0.1
"""A trivial question takes a tenth of this on a machine nearby."""


def check_database(settings: Settings, marks: dict[str, str]) -> Iterator[Diagnosis]:
    """All of it; `marks` are those that this gateway would have among its siblings."""
    is_file = settings.database.startswith("sqlite")
    if is_file and not file_of(settings.database).exists():
        # Looking for it by its URL would make an empty one.
        yield broken("database", "it is not there", "`dastyar migrate`, or restore a backup")
        return
    database = Database(settings.database)
    try:
        yield from _looked_at(settings, database, marks)
    except SQLAlchemyError as error:
        yield broken(
            "database",
            f"it does not answer, or is damaged ({type(error).__name__})",
            "restore a backup (docs/backup.md)"
            if is_file
            else "start it; see DASTYAR_DATABASE_URL, its password, and the network between",
        )
    finally:
        database.engine.dispose()


def _looked_at(
    settings: Settings, database: Database, marks: dict[str, str]
) -> Iterator[Diagnosis]:
    yield from _answers(settings, database)
    with database.transaction() as session:
        fault = schema_fault(session)
    if fault:
        told, _, mend = fault.partition(": ")
        yield broken("schema", told, mend)
        return
    yield from _keys(settings, database)
    with database.transaction() as session:
        yield from _siblings(session, settings, marks)
        yield from _jobs(session, settings, database)
        yield from _sms(session, settings)


def _answers(settings: Settings, database: Database) -> Iterator[Diagnosis]:
    with database.transaction() as session:
        took = sorted(_timed(session) for _ in range(5))[2]
    if took > SLOW_S:
        yield warning(
            "database",
            f"a trivial question takes {took * 1000:,.0f} ms",
            "look at its load, its disk, and the network between",
        )
    if database.engine.dialect.name == "sqlite":
        yield from _pages(settings, database)
    probe = WriteProbe(settings.database, settings.data_dir)
    try:
        if not asyncio.run(probe.is_writable()):
            yield broken(
                "database",
                "it does not take a write within a second",
                "look for a full disk, a standby, or a lock that somebody holds",
            )
    finally:
        probe.close()
    if database.engine.dialect.name == "postgresql":
        ahead = CLOCK.now() - datetime.now(UTC)
        if abs(ahead) > NOTABLE:
            yield warning(
                "clock",
                f"the database's clock is {ahead.total_seconds():+,.1f} s off this machine's",
                "check the time server of both",
            )


def _pages(settings: Settings, database: Database) -> Iterator[Diagnosis]:
    """Whether SQLite finds its pages in order; a large file is left to `dastyar backup data`."""
    if file_of(settings.database).stat().st_size > _MOST_READ:
        return
    with database.transaction() as session:
        found = session.scalar(text("PRAGMA quick_check(1)"))
    if found != "ok":
        yield broken("database", "it is damaged", "restore a backup (docs/backup.md)")


def _timed(session: Session) -> float:
    begun = time.perf_counter()
    session.execute(text("SELECT 1"))
    return time.perf_counter() - begun


def _keys(settings: Settings, database: Database) -> Iterator[Diagnosis]:
    try:
        usable_sealer(database, settings)
    except KeyFault as error:
        told, _, mend = str(error).partition(". ")
        yield broken("keys", told, mend)


def _siblings(session: Session, settings: Settings, marks: dict[str, str]) -> Iterator[Diagnosis]:
    for address, parts in differing(session, marks, settings.differing):
        yield broken(
            "siblings",
            f"the gateway at {address} has another {' and '.join(parts)}",
            "give both the same program, keys and index (docs/operations.md, Several gateways)",
        )


def _jobs(session: Session, settings: Settings, database: Database) -> Iterator[Diagnosis]:
    if late := late_kinds(session):
        minutes = LATE.total_seconds() / 60
        for work, kinds in _by_work(settings, database, late).items():
            yield broken(
                "jobs",
                f"due for more than {minutes:.0f} minutes: {', '.join(sorted(kinds))}",
                f"see that a worker for {work} runs: the gateway's, or `dastyar worker`",
            )
    dead = session.scalar(select(func.count()).where(Job.state == JobState.DEAD)) or 0
    if dead:
        yield warning(
            "jobs",
            f"{dead:,} are given up",
            "`dastyar jobs dead` says why, `dastyar jobs retry` tries again",
        )


def _by_work(settings: Settings, database: Database, late: set[str]) -> dict[str, set[str]]:
    """The late kinds of jobs, by the kind of work that does them."""
    try:
        sealer = usable_sealer(database, settings)
    except KeyFault:
        return {"them": late}
    catalogue = load()
    times = CurrentTimes(load_calendar(catalogue, set(Indicator)))
    known = jobs_of(parts_of(settings, database, sealer, catalogue, times))
    found = {f"`{work}`": late & kinds for work, kinds in known.items()}
    found["them"] = late.difference(*known.values())
    return {work: kinds for work, kinds in found.items() if kinds}


def _sms(session: Session, settings: Settings) -> Iterator[Diagnosis]:
    account = settings.sms_provider if settings.sms is SmsKind.HTTP else None
    if account and not is_working(session, account.profile):
        yield broken(
            "text messages",
            "the provider refuses all of them",
            "`dastyar sms status` says what the administrator has to see to",
        )
