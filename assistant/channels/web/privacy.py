"""A citizen's stored data over HTTP: a copy of it, its erasure, and pages about both."""

import asyncio
from datetime import timedelta
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.moves import ENDED
from assistant.cases.terms import CITIZEN
from assistant.channels.templates import environment
from assistant.channels.web.dependencies import ConversationId, RuntimeDep
from assistant.channels.web.holders import HolderDep
from assistant.channels.web.problems import Problem
from assistant.language.digits import persian_digits
from assistant.privacy.copying import WITHHELD_FA, Copy, copy_of
from assistant.privacy.erasure import Gone, erase_case, erase_conversation, follow_up
from assistant.privacy.register import Whose, register
from assistant.provider_settings import ConnectorKind, SmsKind
from assistant.runtime import Runtime
from assistant.settings import Settings
from assistant.sms.profiles import profile_of
from assistant.storage.shared_clock import utc_now
from assistant.storage.statements import locked

router = APIRouter(tags=["privacy"])
STAYS_OF_A_CASE = (
    "کد رهگیری، نوع، دستگاه، استان، وضعیت، زمان‌ها، نظر و امتیاز",
    "دفتر رویدادها بدون نوشته‌ها؛ از آنچه می‌ماند نمی‌شود به نوشته‌ها رسید",
    "اینکه چه کسی و کی نوشته‌های رمزشده را دیده است، بدون دلیلی که نوشته بود",
    "آنچه پیش‌تر برای دستگاه فرستاده شده و نزد خود دستگاه است",
)
STAYS_OF_A_CONVERSATION = (
    "پرونده‌هایی که اینجا ثبت کرده‌اید؛ آن‌ها را با کد رهگیری و رمز پاک کنید",
    "نمره‌ای که داده‌اید، بدون نوشتهٔ شما؛ دیگر معلوم نیست از کیست",
)
_TEMPLATES = environment(Path(__file__).parent / "templates")
_CONTACT_HOLDS = timedelta(days=180)


class Erased(BaseModel):
    """That it is erased, and what stays nevertheless."""

    erased: bool = True
    stays_fa: tuple[str, ...]


@router.get("/api/v1/conversations/{id}/data")
async def copy_conversation(
    request: Request, conversation: ConversationId, running: RuntimeDep
) -> Copy:
    """All that is kept of a conversation."""
    guards = request.app.state.guards
    await guards.count(guards.messages, conversation)
    return await running.database.run(
        lambda session: copy_of(session, running.sealer, Whose.CONVERSATION, conversation)
    )


@router.delete("/api/v1/conversations/{id}/data")
async def erase_own_conversation(conversation: ConversationId, running: RuntimeDep) -> Erased:
    """Erase a conversation at once; its token opens nothing any more."""

    def work(session: Session) -> None:
        erase_conversation(session, conversation)
        follow_up(session, [], utc_now())

    # Done first: the token opens nothing afterwards, so nobody could ask again after a crash.
    await asyncio.to_thread(running.erasures.note, Gone.CONVERSATION, conversation)
    await running.database.run(work)
    running.store.forget(conversation)
    return Erased(stays_fa=STAYS_OF_A_CONVERSATION)


@router.get("/api/v1/cases/{tracking_code}/data")
async def copy_case(presented: HolderDep) -> Copy:
    """All that is kept of a case; files are fetched one by one."""
    running, case = presented.running, await presented.find()
    return await running.database.run(
        lambda session: copy_of(session, running.sealer, Whose.CASE, case.id)
    )


@router.delete("/api/v1/cases/{tracking_code}/data")
async def erase_own_case(presented: HolderDep) -> Erased:
    """Erase a case that has ended; again, it is erased already."""
    running, case = presented.running, await presented.find()
    if not await running.database.run(lambda session: erase_ended(session, running, case.id)):
        raise Problem("case_under_way")
    await asyncio.to_thread(running.erasures.note, Gone.CASE, case.tracking_code)
    return Erased(stays_fa=STAYS_OF_A_CASE)


def erase_ended(session: Session, running: Runtime, case_id: int) -> bool:
    """Whether the case is erased; an open one cannot be."""
    (case,) = locked(session, select(Case).where(Case.id == case_id))
    if case.erased_at:
        return True
    if case.status not in ENDED:
        return False
    now = utc_now()
    erase_case(session, running.desk.door, case, CITIZEN, now=now)
    follow_up(session, [case_id], now)
    return True


@router.get("/privacy", include_in_schema=False)
async def privacy(running: RuntimeDep) -> HTMLResponse:
    """What is kept and how long, in words, from the register and the settings."""
    settings = running.settings
    html = _TEMPLATES.get_template("privacy.html").render(
        days={
            name: persian_digits(str(getattr(settings, f"keep_{name}_days")))
            for name in ("personal", "conversation", "sms")
        },
        of_a_conversation=register().kinds_of(Whose.CONVERSATION),
        of_a_case=register().kinds_of(Whose.CASE),
        stays=STAYS_OF_A_CASE,
        withheld=WITHHELD_FA,
        keeps_sms=settings.sms is SmsKind.FILE,
        sms_by=_sms_provider(settings),
        has_upstream=settings.connector is not ConnectorKind.OFF,
        has_messengers=bool(settings.messengers),
        has_sign_in=settings.portal_identity is not None,
    )
    return HTMLResponse(html)


def _sms_provider(settings: Settings) -> str | None:
    """The carrier of text messages; None if none beyond this installation is known."""
    if settings.sms is not SmsKind.HTTP:
        return None
    return profile_of(settings.sms_account.profile).title_fa


@router.get("/.well-known/security.txt", include_in_schema=False)
async def security_txt(running: RuntimeDep) -> PlainTextResponse:
    """Where weaknesses are told (RFC 9116); 404 where the installation names nobody."""
    settings = running.settings
    if not settings.security_contact:
        raise Problem("not_found")
    expires = (utc_now() + _CONTACT_HOLDS).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {settings.security_contact}", f"Expires: {expires}"]
    lines += ["Preferred-Languages: fa, en"]
    lines += [f"Canonical: {settings.public_address}/.well-known/security.txt"]
    return PlainTextResponse("\n".join(lines) + "\n")
