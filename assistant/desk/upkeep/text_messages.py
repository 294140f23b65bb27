"""How text messages fare, for who keeps the house in order. Within a `Session`."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from assistant.desk.upkeep.schemas import SmsStanding
from assistant.language.dates import jalali_brief
from assistant.language.digits import persian_digits
from assistant.settings import Settings, SmsKind
from assistant.sms.line import counts_since, standing
from assistant.sms.profiles import MessageState, profile_of

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
