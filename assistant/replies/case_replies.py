"""Turns a case into what a citizen is shown of it."""

from assistant.cases.models import Case
from assistant.cases.terms import STATUS_FA, Status
from assistant.language.dates import jalali, rfc3339
from assistant.replies.shapes import AgencyRef, CaseReply
from knowledge.catalogue import Catalogue


def case_reply(case: Case, catalogue: Catalogue, *, is_new: bool = False) -> CaseReply:
    """The reply that shows `case`, without its pin."""
    agency = catalogue.agencies[case.agency_id]
    return CaseReply(
        tracking_code=case.tracking_code,
        status=case.status,
        status_fa=STATUS_FA[Status(case.status)],
        agency=AgencyRef(id=agency.id, name=agency.name),
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali(case.due_at),
        is_new=is_new,
    )
