"""Sends the code by which who has lost a pin gets another."""

from sqlalchemy.orm import Session

from assistant.cases.lost_pins import LostPinJob, code_of, prepare, sendable
from assistant.language.digits import persian_digits
from assistant.notices.telling import mobile_of
from assistant.sms.port import SmsPort, TextMessage
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Handling, Work
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now


class PinCodes:
    """Handles the jobs of lost pins; at any hour, since somebody waits for the message."""

    def __init__(self, database: Database, sealer: Sealer, sms: SmsPort | None) -> None:
        self._database, self._sealer, self._sms = database, sealer, sms

    @property
    def handlings(self) -> dict[str, Handling]:
        """The handler of each kind."""
        return {LostPinJob.ASKED: Handling(self._asked), LostPinJob.SEND: Handling(self._send)}

    async def _asked(self, claim: Claim) -> Work:
        code, ticket = claim.payload["code"], claim.payload["ticket"]
        return lambda session: prepare(session, code, ticket, utc_now())

    async def _send(self, claim: Claim) -> Work | None:
        """Send the code, unless it came too late to be of use."""
        found = await self._database.run(lambda session: self._letter(session, claim))
        if found is None or self._sms is None:
            return None
        mobile, text = found
        return await self._sms.send(TextMessage(mobile, text, claim.key, claim.payload["case_id"]))

    def _letter(self, session: Session, claim: Claim) -> tuple[str, str] | None:
        now = utc_now()
        found = sendable(session, claim.payload["id"], now)
        if found is None:
            return None
        case, row = found
        purpose = f"sms:lost pin {row.id}"
        mobile = mobile_of(session, self._sealer, case, purpose=purpose, now=now)
        return (mobile, code_sms(code_of(self._sealer, case, row))) if mobile else None


def code_sms(code: str) -> str:
    """What who asked is sent; without the tracking code, which others could use with it."""
    return (
        f"دستیار: کد شما برای گرفتن رمز تازه: {persian_digits(code)}\n"
        "تا ۱۰ دقیقه کار می‌کند. آن را به کسی نگویید."
    )
