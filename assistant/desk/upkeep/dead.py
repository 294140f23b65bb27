"""Dead jobs, listed and revived. Plain functions of a `Session`."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.cases.lost_pins import LostPinJob
from assistant.cases.models import Case
from assistant.cases.outbox import CaseJob
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.masking import for_colleagues
from assistant.desk.roles import Permission
from assistant.desk.upkeep.dead_words import reason_fa
from assistant.desk.upkeep.schemas import DeadJob, DeadJobs, DeadKind, DroppedJob
from assistant.language.dates import jalali_brief
from assistant.storage.jobs import Job, JobState
from assistant.storage.jobs.queue import drop, revive

MOST = 200
"""So many are listed, and revived at once."""
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
    """What was given up, the newest first, and how much there is of each kind."""
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
    """Let the job be tried again, on record; False when there is no such dead job."""
    if not revive(session, id_):
        return False
    note_audit(session, Audited.JOB_REVIVED, viewer.account.id, data={"job": id_})
    return True


def drop_one(session: Session, viewer: Viewer, id_: int, reason: str) -> bool:
    """Let the job never be done, on record; False when there is no such dead job."""
    if not drop(session, id_, for_colleagues(reason)):
        return False
    note_audit(session, Audited.JOB_DROPPED, viewer.account.id, data={"job": id_})
    return True


def revive_kind(session: Session, viewer: Viewer, kind: str) -> int:
    """Let the oldest dead jobs of `kind` be tried again, at most `MOST`; how many there were."""
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
