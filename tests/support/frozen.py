"""A month of an agency whose figures have just been frozen, in a database that others use, too."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.signatures import Notary
from assistant.conversation.models import now
from assistant.insight.periods.closing import Closing
from assistant.insight.periods.reporting_period import CitizenCallback, ReportingPeriod, State
from assistant.language.dates import jalali_month
from support.office_times import jalali
from support.periods import Month
from support.serving import Gateway

AGENCY, PERIOD = "rahvar", ReportingPeriod.parse("1405-04")
_BEGIN = jalali(1405, 4, 2, "09:00")
VERDICTS = [Move.CONFIRMED] * 9 + [Move.DISPUTED] * 3


def frozen_month(gateway: Gateway) -> Month:
    """Twelve cases of `AGENCY` in `PERIOD`; its figures were frozen a day ago."""
    running, notary = gateway.runtime, Notary(gateway.settings.signing_key)
    month = Month(running.database, running.sealer, notary, _BEGIN)
    for verdict in VERDICTS:
        month.case(AGENCY, verdict)
    month.do(lambda session: _freeze(session, month))
    return month


def _freeze(session: Session, month: Month) -> None:
    state, left_out = State.PROVISIONAL, frozenset[str]()
    made = month.statements.export(session, PERIOD, state, left_out)
    Closing(PERIOD, state, left_out, made).keep(session, now() - timedelta(days=1))


def drawn_today(month: Month, codes: list[str]) -> None:
    """Have the lot of today draw these cases."""
    today = now()

    def work(session: Session) -> None:
        for place, code in enumerate(codes):
            id_ = session.scalar(select(Case.id).where(Case.tracking_code == code))
            drawn = CitizenCallback(case_id=id_, agency_id=AGENCY, ticket=f"{place:064}")
            drawn.month, drawn.day = jalali_month(today), today.date().isoformat()
            session.add(drawn)

    month.do(work)
