"""Notices to citizens about their cases, in the conversation and by SMS, and codes for lost pins.

The words are plain, polite, and without anything that others may not read.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.labels import MOVE_FA, REASON_FA
from assistant.cases.lost_pins import LostPinJob, code_of, prepare, sendable
from assistant.cases.merged_cases import ECHOED
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import PROPOSED, Move
from assistant.cases.outbox import CaseJob
from assistant.cases.personal import Field, NotReadableError, read_personal
from assistant.cases.pins import pin_of
from assistant.cases.terms import CLOCK, Identity, Role
from assistant.cases.views import files_along
from assistant.channels.messengers.chats import is_in_a_messenger
from assistant.conversation.models import Conversation
from assistant.conversation.turn_records import Speaker, reply_event
from assistant.language.dates import jalali
from assistant.language.digits import persian_digits
from assistant.notices.quiet_hours import QuietHours
from assistant.replies.schemas import Owner, TextReply
from assistant.sms.text_messages import SmsPort, TextMessage
from assistant.storage.database import Database
from assistant.storage.jobs import Claim, Handling, Postpone, Work, enqueue
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now

_HOW = "با کد رهگیری و رمز پرونده"
_SURVEY = (
    f"لطفاً {_HOW} بگویید مشکل حل شد، تا اندازه‌ای حل شد یا حل نشد؛ "
    "می‌توانید از ۱ تا ۵ امتیاز هم بدهید و چند کلمه بنویسید."
)
_ANSWERED = "این پاسخ پیشنهاد دستگاه است و حل شدن مشکل را فقط شما تعیین می‌کنید."
_REOPEN = f"اگر مشکل حل نشده است، {_HOW} آن را دوباره باز کنید."
_AFTER = {
    Move.ANSWERED: f"{_ANSWERED} {_SURVEY}",
    Move.REMINDED: (
        f"{_SURVEY} این تنها یادآوری است؛ اگر چیزی نگویید، پرونده بدون تأیید شما بسته می‌شود."
    ),
    Move.ASKED: f"لطفاً {_HOW} پاسخ دهید.",
    Move.MERGED: "کد رهگیری، رمز و مهلت شما همان است و نظر شما جدا پرسیده می‌شود.",
    Move.CLOSED_UNCONFIRMED: _REOPEN,
    Move.PIN_CHANGED: "اگر شما عوضش نکرده‌اید، همین‌جا با کارشناس صحبت کنید.",
}
_FILES = "{count} فایل هم همراه آن است؛ "
_IN_THE_PAGE = "در «پیگیری پرونده» با کد رهگیری و رمز دریافتش کنید."
_ELSEWHERE = "با کد رهگیری و رمز از «پیگیری پرونده» در این نشانی دریافتش کنید: {page}"
_SURVEYS = frozenset([Move.ANSWERED, Move.REMINDED])
_TELLS_WORDS = frozenset(
    [Move.ANSWERED, Move.ASKED, Move.MISDIRECTED, Move.INFORMED, Move.CORRECTED]
)
_TELLS_DUE_TIME = frozenset([Move.REFERRED, Move.ESCALATED, Move.RESCHEDULED])


_SHORTER = {Move.REMINDED: "تنها یادآوری نظرتان"}
"""Shorter words, where the usual ones would need a third message."""


def in_conversation(case: Case, event: CaseEvent, page: str = "") -> str:
    """The notice in the conversation in which the case was filed.

    `page` is the address where cases are opened, if that is elsewhere.
    """
    move = Move(event.type)
    parts = [f"پروندهٔ {case.tracking_code}: {MOVE_FA[move]}.", _reason(event)]
    is_last_word = move is Move.CLOSED and event.actor == Role.OPERATOR
    if move in _TELLS_WORDS or is_last_word:
        said = event.said("text") or event.said("reason")
        parts += [f"«{said}»"] if said else []
    if files := files_along(event):
        where = _ELSEWHERE.format(page=page) if page else _IN_THE_PAGE
        parts.append(_FILES.format(count=persian_digits(str(len(files)))) + where)
    if move in _TELLS_DUE_TIME:
        parts.append(f"مهلت پاسخ: {jalali(case.due_at)}.")
    if is_last_word:
        parts.append(_REOPEN)
    elif is_still_asked(case, event):
        parts.append(_AFTER.get(move, ""))
    return "\n".join(part for part in parts if part)


def is_still_asked(case: Case, event: CaseEvent) -> bool:
    """Whether the question of `event` is open: who has judged an answer is not asked again."""
    return event.type not in _SURVEYS or case.status in PROPOSED


def in_sms(case: Case, event: CaseEvent) -> str:
    """The same in one or two text messages; without anybody's words, since others may read it."""
    move = Move(event.type)
    more = {
        Move.ANSWERED: "بگویید حل شد، تا اندازه‌ای یا نه.",
        Move.REMINDED: "بگویید حل شد، تا اندازه‌ای یا نه.",
    }.get(move, "")
    what = _SHORTER.get(move, MOVE_FA[move])
    text = f"دستیار: پروندهٔ {case.tracking_code}: {what}. {more}".strip()
    return f"{text}\nبرای دیدن آن، کد رهگیری و رمز را آماده کنید."


def receipt_sms(case: Case, pin: str) -> str:
    """The receipt for a caller who asked for it: code and pin, and nothing of the case."""
    return (
        f"دستیار: پروندهٔ شما ثبت شد. کد رهگیری: {case.tracking_code} رمز: {pin}\n"
        "این پیام را به کسی نشان ندهید."
    )


def _reason(event: CaseEvent) -> str:
    """The reason, if the clock acted; people's reasons are in their own words."""
    words = REASON_FA.get(event.data.get("reason", ""))
    return f"دلیل: {words}." if words else ""


BY_SMS = frozenset(
    [Move.ANSWERED, Move.ASKED, Move.REMINDED, Move.CLOSED_UNCONFIRMED, Move.INFORMED]
)
"""Also sent by SMS, whoever did it."""


class CaseNotifier:
    """Handles the jobs that notify citizens; `page` is where they open their cases."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        sms: SmsPort | None,
        quiet: QuietHours,
        *,
        page: str,
    ) -> None:
        self._database, self._sealer = database, sealer
        self._sms, self._quiet, self._page = sms, quiet, page

    async def notice(self, claim: Claim) -> Work:
        """Put the notice into the conversation, and have a text message sent where one is due.

        In the quiet hours a conversation in a messenger waits; a page on a portal does not ring.
        """
        now = utc_now()
        if self._quiet.hold_at(now) and await self._database.run(lambda s: _rings(s, claim)):
            raise Postpone(self._quiet.next_allowed(now))
        return lambda session: self._keep(session, claim)

    async def send_sms(self, claim: Claim) -> Work | None:
        """Send a text message; in the quiet hours only a message that was asked for just now."""
        now = utc_now()
        if self._quiet.hold_at(now) and not claim.payload.get("is_asked_for"):
            raise Postpone(self._quiet.next_allowed(now))
        found = await self._database.run(lambda session: self._letter(session, claim, now))
        if found and self._sms:
            mobile, text = found
            case_id = claim.payload["case_id"]
            return await self._sms.send(TextMessage(mobile, text, claim.key, case_id))
        return None

    def _keep(self, session: Session, claim: Claim) -> None:
        found = _event(session, claim)
        if found is None:
            return
        case, event = found
        leader = _leader_beside(session, case, event)
        if case.conversation_id and not leader:
            is_elsewhere = is_in_a_messenger(session, case.conversation_id)
            page = self._page if is_elsewhere else ""
            reply = TextReply(text=in_conversation(case, event, page))
            role = voice(session, case.conversation_id)
            session.add(reply_event(case.conversation_id, None, role, reply))
        may_contact = case.identity != Identity.ANONYMOUS
        if leader and leader.identity != Identity.ANONYMOUS:
            return
        if self._sms and may_contact and is_worth_sms(event):
            name = f"{CaseJob.SMS}:{case.id}"
            enqueue(session, CaseJob.SMS, claim.payload, key=f"{name}:{event.number}", lane=name)

    def _letter(self, session: Session, claim: Claim, now: datetime) -> tuple[str, str] | None:
        """Number and text; None when no number may be used, or it is out of date."""
        found = _event(session, claim)
        if found is None:
            return None
        case, event = found
        if not is_still_asked(case, event):
            return None
        purpose = f"sms:{event.number}"
        mobile = mobile_of(session, self._sealer, case, purpose=purpose, now=now)
        return (mobile, self._words(case, event)) if mobile else None

    def _words(self, case: Case, event: CaseEvent) -> str:
        if event.type == Move.REGISTERED:
            return receipt_sms(case, pin_of(self._sealer, case))
        return in_sms(case, event)


def mobile_of(
    session: Session, sealer: Sealer, case: Case, *, purpose: str, now: datetime
) -> str | None:
    """The newest mobile number of `case`, read for `purpose`; None when none may be used."""
    try:
        told = read_personal(session, sealer, case, CLOCK, purpose=purpose, now=now)
    except NotReadableError:
        return None
    return next((one.text for one in reversed(told) if one.field is Field.MOBILE), None)


def is_worth_sms(event: CaseEvent) -> bool:
    """Whether the citizen has to do something, or others have ended the case."""
    is_last_word = event.type == Move.CLOSED and event.actor == Role.OPERATOR
    return is_last_word or Move(event.type) in BY_SMS


def _rings(session: Session, claim: Claim) -> bool:
    query = select(Case.conversation_id).where(Case.id == claim.payload["case_id"])
    conversation_id = session.scalar(query)
    return conversation_id is not None and is_in_a_messenger(session, conversation_id)


def voice(session: Session, conversation_id: str) -> Speaker:
    """The assistant's while it has the conversation; beside a human it is a notice."""
    query = select(Conversation.owner).where(Conversation.id == conversation_id)
    return Speaker.BOT if session.scalar(query) == Owner.BOT else Speaker.NOTICE


def _leader_beside(session: Session, case: Case, event: CaseEvent) -> Case | None:
    """The leader whose own notice of the same step is in the same conversation."""
    if not case.leader_id or event.type not in ECHOED:
        return None
    leader = session.get(Case, case.leader_id)
    is_same = leader and case.conversation_id and leader.conversation_id == case.conversation_id
    return leader if is_same else None


def _event(session: Session, claim: Claim) -> tuple[Case, CaseEvent] | None:
    case = session.get(Case, claim.payload["case_id"])
    query = select(CaseEvent).where(
        CaseEvent.case_id == claim.payload["case_id"], CaseEvent.number == claim.payload["number"]
    )
    event = session.scalar(query)
    return (case, event) if case and event else None


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
    """The text with the code; without the tracking code, which others could use with it."""
    return (
        f"دستیار: کد شما برای گرفتن رمز تازه: {persian_digits(code)}\n"
        "تا ۱۰ دقیقه کار می‌کند. آن را به کسی نگویید."
    )
