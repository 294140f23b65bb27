"""Turns a case into what a citizen is shown of it."""

from assistant.cases.models import Case
from assistant.cases.terms import STATUS_FA, Status
from assistant.cases.views import agency_of
from assistant.language.dates import jalali, rfc3339
from assistant.replies.shapes import AgencyRef, CaseReply
from knowledge.catalogue import Catalogue


def case_reply(case: Case, catalogue: Catalogue, *, is_new: bool = False) -> CaseReply:
    """The reply that shows `case`, without its pin."""
    agency_id, agency_name = agency_of(case, catalogue)
    # Who is told of the filing is told that; the referral came right after it.
    status = Status.REGISTERED if is_new else Status(case.status)
    return CaseReply(
        tracking_code=case.tracking_code,
        status=status,
        status_fa=STATUS_FA[status],
        agency=AgencyRef(id=agency_id, name=agency_name),
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali(case.due_at),
        is_new=is_new,
    )
