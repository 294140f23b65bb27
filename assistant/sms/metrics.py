"""How the account for text messages stands, for Prometheus; whichever worker asked the provider."""

from prometheus_client import Gauge
from sqlalchemy.orm import Session

from assistant.sms.line import standing
from assistant.sms_settings import SmsProviderSettings

CREDIT = Gauge("dastyar_sms_credit", "What is left, in the provider's unit.", ["provider"])
WARNING = Gauge(
    "dastyar_sms_credit_warning", "Credit under which a human should know of it.", ["provider"]
)
WORKING = Gauge("dastyar_sms_working", "1 unless the provider refuses all messages.", ["provider"])


def refresh(session: Session, account: SmsProviderSettings) -> None:
    """Read anew what the database knows of the account."""
    line, name = standing(session, account.profile), account.profile
    WARNING.labels(name).set(account.credit_warning)
    WORKING.labels(name).set(line is None or line.trouble is None)
    if line is not None and line.credit is not None:
        CREDIT.labels(name).set(line.credit)
