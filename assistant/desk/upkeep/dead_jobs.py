"""Dead jobs at the desk: what failed and why, another try, and the state of text messages."""

import re
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.lost_pins import LostPinJob
from assistant.cases.models import Case
from assistant.cases.outbox import CaseJob
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import JobReviving
from assistant.desk.masking import for_colleagues
from assistant.desk.roles import Permission
from assistant.desk.upkeep.schemas import (
    DeadJob,
    DeadJobs,
    DeadKind,
    DroppedJob,
    RetryIn,
    Revived,
    SmsStanding,
    WhyIn,
)
from assistant.language.dates import jalali_brief
from assistant.language.digits import persian_digits
from assistant.provider_settings import SmsKind
from assistant.settings import Settings
from assistant.sms.accounts import counts_since, standing
from assistant.sms.profiles import MessageState, profile_of
from assistant.storage.jobs import Job, JobState
from assistant.storage.jobs.queue import drop as drop_job
from assistant.storage.jobs.queue import revive as revive_job

_NETWORK = "به سامانهٔ دیگر وصل نشدیم. شبکه و نشانی آن سامانه را ببینید."
_SLOW = "سامانهٔ دیگر به‌موقع پاسخ نداد. اگر کار می‌کند، دوباره بفرستید."
_DATABASE = "پایگاه داده در دسترس نبود یا قفل بود. اگر اکنون کار می‌کند، دوباره بفرستید."
_ANSWER = "پاسخ سامانهٔ دیگر آن نبود که قرار است. نسخهٔ آن سامانه و نشانی را ببینید."
_OURS = (
    "خطایی در خود برنامه است. این خطا را به پشتیبان بگویید؛ دوباره فرستادن شاید سودی نداشته باشد."
)
_UNKNOWN = "سببی ثبت نشده است. یک بار دوباره بفرستید."
REASONS: dict[str, str] = {
    "ConnectError": _NETWORK,
    "ConnectionError": _NETWORK,
    "ConnectionRefusedError": _NETWORK,
    "ConnectionResetError": _NETWORK,
    "gaierror": _NETWORK,
    "NetworkError": _NETWORK,
    "ReadError": _NETWORK,
    "RemoteProtocolError": _NETWORK,
    "WriteError": _NETWORK,
    "ConnectTimeout": _SLOW,
    "PoolTimeout": _SLOW,
    "ReadTimeout": _SLOW,
    "TimeoutError": _SLOW,
    "WriteTimeout": _SLOW,
    "DatabaseError": _DATABASE,
    "InterfaceError": _DATABASE,
    "OperationalError": _DATABASE,
    "HTTPStatusError": _ANSWER,
    "JSONDecodeError": _ANSWER,
    "ValidationError": _ANSWER,
}
"""By the names of exceptions in httpx, SQLAlchemy and Python."""
_EXCEPTION = re.compile(r"([A-Za-z_]\w*)(?: \(\S+\))?")


def reason_fa(last_error: str) -> str:
    """The last error in words; a handler's Persian message stays as it is."""
    if not last_error.strip():
        return _UNKNOWN
    name = _EXCEPTION.fullmatch(last_error.strip())
    if name is None:
        return last_error if not last_error.isascii() else _OURS
    return REASONS.get(name[1], _OURS)


MOST = 200
"""At most so many are listed, and revived at once."""
MOST_DROPPED = 20
MOST_ID = 2**63 - 1

KIND_FA: dict[str, str] = {
    CaseJob.UPSTREAM: "فرستادن پرونده به سامانهٔ ۱۲۸",
    CaseJob.NOTICE: "آگاه کردن شهروند در گفت‌وگو",
    CaseJob.SMS: "پیامک به شهروند",
    LostPinJob.ASKED: "رمز گم‌شده",
    LostPinJob.SEND: "پیامک کد رمز گم‌شده",
    CaseJob.RESCHEDULE: "جابه‌جا کردن مهلت‌ها",
}


def dead_jobs(session: Session, viewer: Viewer) -> DeadJobs:
    """The dead jobs, the newest first, and how many there are of each kind."""
    dead = Job.state == JobState.DEAD
    counts = select(Job.kind, func.count()).where(dead).group_by(Job.kind).order_by(Job.kind)
    newest = select(Job).where(dead).order_by(Job.finished_at.desc(), Job.id.desc()).limit(MOST)
    jobs = list(session.scalars(newest))
    codes = _codes(session, jobs) if viewer.may(Permission.READ_CASES) else {}
    return DeadJobs(
        kinds=[
            DeadKind(kind=kind, kind_fa=KIND_FA.get(kind, kind), count=count)
            for kind, count in session.execute(counts)
        ],
        jobs=[_out(job, codes, viewer) for job in jobs],
        dropped=_dropped(session, viewer),
    )


def revive_one(session: Session, viewer: Viewer, id_: int) -> bool:
    """Let the job be tried again, and record it; False when there is no such dead job."""
    if not revive_job(session, id_):
        return False
    note_audit(session, Audited.JOB_REVIVED, viewer.account.id, data={"job": id_})
    return True


def drop_one(session: Session, viewer: Viewer, id_: int, reason: str) -> bool:
    """Drop the job for good, and record it; False when there is no such dead job."""
    if not drop_job(session, id_, for_colleagues(reason)):
        return False
    note_audit(session, Audited.JOB_DROPPED, viewer.account.id, data={"job": id_})
    return True


def revive_kind(session: Session, viewer: Viewer, kind: str) -> int:
    """Let the oldest dead jobs of `kind` be tried again, at most `MOST`; returns how many."""
    dead = select(Job.id).where(Job.state == JobState.DEAD, Job.kind == kind)
    ids = list(session.scalars(dead.order_by(Job.id).limit(MOST)))
    return sum(revive_one(session, viewer, id_) for id_ in ids)


def _out(job: Job, codes: dict[int, str], viewer: Viewer) -> DeadJob:
    return DeadJob(
        id=job.id,
        kind=job.kind,
        kind_fa=KIND_FA.get(job.kind, job.kind),
        attempts=job.attempts,
        died_at_fa=jalali_brief(job.finished_at or job.created_at, viewer.at),
        last_error=job.last_error or "",
        reason_fa=reason_fa(job.last_error or ""),
        tracking_code=codes.get(job.payload.get("case_id", 0)),
    )


def _dropped(session: Session, viewer: Viewer) -> list[DroppedJob]:
    query = select(Job).where(Job.state == JobState.DROPPED).order_by(Job.finished_at.desc())
    return [
        DroppedJob(
            id=job.id,
            kind_fa=KIND_FA.get(job.kind, job.kind),
            dropped_at_fa=jalali_brief(job.finished_at or job.created_at, viewer.at),
            reason=job.drop_reason or "",
        )
        for job in session.scalars(query.limit(MOST_DROPPED))
    ]


def _codes(session: Session, jobs: list[Job]) -> dict[int, str]:
    ids = {job.payload["case_id"] for job in jobs if "case_id" in job.payload}
    found = session.execute(select(Case.id, Case.tracking_code).where(Case.id.in_(ids)))
    return dict(found.all())


WEEK = timedelta(days=7)


def sms_standing(session: Session, settings: Settings, now: datetime) -> SmsStanding | None:
    """Trouble, credit, and the messages of a week; None where no provider sends any."""
    if settings.sms is not SmsKind.HTTP:
        return None
    account = settings.sms_account
    profile, line = profile_of(account.profile), standing(session, account.profile)
    counts = counts_since(session, account.profile, now - WEEK)
    credit = line.credit if line else None
    return SmsStanding(
        provider_fa=profile.title_fa,
        trouble_fa=line.trouble_fa if line else None,
        trouble_since_fa=jalali_brief(line.trouble_at, now) if line and line.trouble_at else None,
        credit_fa=None if credit is None else _amount(credit, profile.credit.unit_fa),
        is_credit_low=credit is not None and credit < account.credit_warning,
        delivered=counts.get(MessageState.DELIVERED, 0),
        undelivered=counts.get(MessageState.UNDELIVERED, 0),
        open=counts.get(MessageState.UNDER_WAY, 0) + counts.get(MessageState.SENDING, 0),
    )


def _amount(credit: float, unit: str) -> str:
    return f"{persian_digits(f'{credit:,.0f}').replace(',', '٬')} {unit}"


JobId = Annotated[int, Path(ge=1, le=MOST_ID)]
router = APIRouter(prefix="/api/v1/desk/jobs", tags=["desk"])


@router.get("", response_model_exclude_none=True)
async def see_dead(viewer: JobReviving, running: RuntimeDep) -> DeadJobs:
    """What was given up, newest first, and how text messages fare."""

    def work(session: Session) -> DeadJobs:
        sms = sms_standing(session, running.settings, viewer.at)
        return dead_jobs(session, viewer).model_copy(update={"sms": sms})

    return await running.database.run(work)


@router.post("/retry")
async def retry_kind(body: RetryIn, viewer: JobReviving, running: RuntimeDep) -> Revived:
    """Let the dead jobs of a kind be tried again."""
    count = await running.database.run(lambda s: revive_kind(s, viewer, body.kind))
    return Revived(revived=count)


@router.post("/{id}/drop", status_code=204)
async def drop(id: JobId, body: WhyIn, viewer: JobReviving, running: RuntimeDep) -> Response:
    """Let a dead job never be done, for a reason."""
    if not await running.database.run(lambda s: drop_one(s, viewer, id, body.reason)):
        raise Problem("not_found")
    return Response(status_code=204)


@router.post("/{id}/retry", status_code=204)
async def retry(id: JobId, viewer: JobReviving, running: RuntimeDep) -> Response:
    """Let a dead job be tried again from the beginning."""

    def work(session: Session) -> bool:
        return revive_one(session, viewer, id)

    if not await running.database.run(work):
        raise Problem("not_found")
    return Response(status_code=204)
