"""What citizens see of their cases."""

from assistant.cases.models import Case, CaseEvent
from assistant.cases.schemas import CaseDeadlines, CaseFiled, CaseStep, CaseView
from assistant.cases.service import FIRST_ANSWER, FiledCase
from assistant.cases.terms import STATUS_FA, Indicator, Kind, Status
from assistant.language.dates import jalali, rfc3339
from knowledge.catalogue import Catalogue

_STEP_FA = {"registered": "ثبت شد"}


def case_filed(filed: FiledCase) -> CaseFiled:
    """The receipt of a filing."""
    case = filed.case
    return CaseFiled(
        tracking_code=case.tracking_code,
        pin=filed.pin,
        status=Status(case.status),
        due_at=rfc3339(case.due_at),
        due_at_fa=jalali(case.due_at),
    )


def case_view(case: Case, history: list[CaseEvent], catalogue: Catalogue) -> CaseView:
    """A case with its timeline and deadlines."""
    return CaseView(
        tracking_code=case.tracking_code,
        kind=Kind(case.kind),
        status=Status(case.status),
        status_fa=STATUS_FA[Status(case.status)],
        agency_id=case.agency_id,
        agency_name=catalogue.agencies[case.agency_id].name,
        indicator=Indicator(case.indicator) if case.indicator else None,
        province=case.province,
        city=case.city,
        description=case.description,
        created_at=rfc3339(case.created_at),
        timeline=[_step(event) for event in history],
        deadlines=CaseDeadlines(
            first_answer_due_at=rfc3339(case.created_at + FIRST_ANSWER),
            due_at=rfc3339(case.due_at),
            due_at_fa=jalali(case.due_at),
        ),
    )


def _step(event: CaseEvent) -> CaseStep:
    return CaseStep(
        type=event.type,
        title_fa=_STEP_FA[event.type],
        at=rfc3339(event.created_at),
        at_fa=jalali(event.created_at),
    )
