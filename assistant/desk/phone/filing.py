"""Files a case for a caller, through the same door as every case, once per key."""

from sqlalchemy.orm import Session

from assistant.cases.codes import dictated
from assistant.cases.filing import Origin, PhoneDraft
from assistant.cases.models import Case
from assistant.cases.move_requests import Actor
from assistant.cases.outbox import CaseJob
from assistant.cases.terms import Role
from assistant.cases.views import agency_of, case_filed
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.phone.schemas import PhoneCaseIn, PhoneFiled, Spoken
from assistant.runtime import Runtime
from assistant.settings import SmsKind
from assistant.storage.jobs import enqueue

_CODE_GROUP, _PIN_GROUP = 2, 3


async def file_for_caller(
    running: Runtime, viewer: Viewer, body: PhoneCaseIn, key: str | None
) -> PhoneFiled:
    """The receipt of a durable case; raises what `CaseDesk.file` raises.

    Mandate, record and text message belong to the case's own transaction.
    """
    draft = PhoneDraft.model_validate(body.model_dump(exclude={"sms"}))
    origin = Origin(key, f"desk {viewer.account.id}", by=Actor(Role.OPERATOR, viewer.account.id))
    wants_sms = body.sms and running.settings.sms is not SmsKind.OFF

    def also(session: Session, case: Case) -> None:
        told = {"case": case.tracking_code, **draft.mandate.evidence()}
        note_audit(session, Audited.CASE_FILED_BY_PHONE, viewer.account.id, data=told)
        if wants_sms:
            _send_receipt(session, case)

    filed = await running.desk.file(draft, origin, also)
    code, pin = filed.case.tracking_code, filed.pin
    return PhoneFiled(
        **dict(case_filed(filed, running.catalogue)),
        agency_name=agency_of(filed.case, running.catalogue)[1],
        code_groups=_spoken(code, _CODE_GROUP),
        pin_groups=_spoken(pin, _PIN_GROUP),
        is_sms_on_its_way=wants_sms,
    )


def _send_receipt(session: Session, case: Case) -> None:
    """By the first event of the case, which is its registration."""
    name = f"{CaseJob.SMS}:{case.id}"
    payload = {"case_id": case.id, "number": 1, "is_asked_for": True}
    enqueue(session, CaseJob.SMS, payload, key=f"{name}:1", lane=name)


def _spoken(code: str, size: int) -> list[Spoken]:
    return [Spoken(signs=group.signs, spoken=group.spoken) for group in dictated(code, size)]
