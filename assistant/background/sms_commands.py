"""`dastyar sms …`: whether text messages can be sent, and the state of the account."""

import asyncio
import secrets
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console

from assistant.provider_settings import SmsKind
from assistant.settings import Settings, get_settings
from assistant.sms.accounts import counts_since, standing
from assistant.sms.delivery import national
from assistant.sms.provider import SmsProvider, SmsRefusedError, UnansweredError
from assistant.sms.text_messages import FileSms, TextMessage, parts_of
from assistant.storage.database import run_once
from assistant.storage.jobs import GiveUp
from assistant.storage.shared_clock import utc_now

TEST_FA = "دستیار: این پیامک برای آزمایش است."
_WEEK = timedelta(days=7)

sms = typer.Typer(no_args_is_help=True, help="Try text messages, and see how they fare.")
console = Console(highlight=False, markup=False)


@sms.command("test")
def test(mobile: Annotated[str, typer.Argument(help="A mobile number of yours, 09…")]) -> None:
    """Send one short text message by the way that is set, and say what became of it.

    It goes past the queue, at any hour; the account is charged as for any other.
    """
    settings = get_settings()
    try:
        number = national(mobile)
        said = asyncio.run(_sent(settings, number))
    except (GiveUp, UnansweredError, SmsRefusedError, ValueError) as error:
        raise _failed(str(error)) from None
    console.print(said)


@sms.command("status")
def status() -> None:
    """The credit, what the administrator has to see to, and the messages of the last week."""
    settings = get_settings()
    if settings.sms is not SmsKind.HTTP:
        raise _failed(f"DASTYAR_SMS is {settings.sms}, so no provider is asked")
    name = settings.sms_account.profile
    try:
        console.print(asyncio.run(_credit(settings)))
    except (UnansweredError, SmsRefusedError) as error:
        console.print(str(error), style="red")
    line = run_once(lambda session: standing(session, name))
    if line and line.trouble_at:
        since = line.trouble_at.isoformat(timespec="seconds")
        console.print(f"{line.trouble} since {since}: {line.trouble_fa}", style="red")
    week_ago = utc_now() - _WEEK
    for state, count in run_once(lambda session: counts_since(session, name, week_ago)).items():
        console.print(f"{state}: {count}")


async def _sent(settings: Settings, number: str) -> str:
    if settings.sms is SmsKind.OFF:
        raise ValueError("DASTYAR_SMS is off: set it to http or file")
    parts = parts_of(TEST_FA)
    if settings.sms is SmsKind.FILE:
        key = f"sms.test:{secrets.token_hex(8)}"
        await FileSms(settings.data_dir / "sms").send(TextMessage(number, TEST_FA, key))
        return f"written to {settings.data_dir / 'sms'} ({parts} part)"
    provider = SmsProvider(settings.sms_account)
    try:
        id_ = await provider.send(number, TEST_FA, secrets.randbits(53))
        return f"{settings.sms_account.profile} has taken it as {id_} ({parts} part)"
    finally:
        await provider.close()


async def _credit(settings: Settings) -> str:
    provider = SmsProvider(settings.sms_account)
    try:
        left = await provider.credit()
    finally:
        await provider.close()
    return f"credit: {left:,.0f} {provider.profile.credit.unit_fa}"


def _failed(words: str) -> typer.Exit:
    console.print(words, style="red")
    return typer.Exit(1)
