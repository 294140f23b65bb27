"""`dastyar demo`: makes a demo of an empty database."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from sqlalchemy.orm import Session

from assistant.provider_settings import ConnectorKind, SmsKind
from assistant.settings import Settings, get_settings

if TYPE_CHECKING:
    from assistant.runtime import Runtime

console = Console(soft_wrap=True)
CASES, SEED = 10_000, 1405


def demo(
    cases: Annotated[
        int, typer.Option(min=0, help="How many cases the half year has; 0 leaves it out.")
    ] = CASES,
    seed: Annotated[int, typer.Option(help="Another number makes another half year.")] = SEED,
) -> None:
    """Fill an empty database with made-up accounts and half a year of cases, and print the keys.

    Figures of months that are over are frozen, and their open data published.
    """
    from assistant.demo.seed import NotADemoError

    settings = get_settings()
    if reason := _unfit(settings):
        _fail(reason)
    try:
        asyncio.run(fill(settings, cases, seed))
    except NotADemoError:
        _fail("این پایگاه داده خالی نیست و نمونه هم نیست. چیزی در آن عوض نشد.")


def _unfit(settings: Settings) -> str | None:
    if not settings.demo:
        return "نمونه روشن نیست. DASTYAR_DEMO=true را کنار یک DASTYAR_DATA_DIR تازه بگذارید."
    if settings.connector is ConnectorKind.HTTP or settings.sms is not SmsKind.OFF:
        return "پرونده‌های نمونه نباید بیرون بروند: DASTYAR_CONNECTOR و DASTYAR_SMS را خاموش کنید."
    return None


async def fill(settings: Settings, cases: int = CASES, seed: int = SEED) -> None:
    """Fill the data directory with the stories, and so many cases of half a year."""
    from assistant.conversation.models import now
    from assistant.demo.accounts import people
    from assistant.demo.half_year.fill import HalfYearSize
    from assistant.demo.seed import means_of, seed_conversations, seed_records
    from assistant.runtime import build_runtime
    from assistant.storage.database import Database
    from assistant.storage.key_marks import usable_sealer
    from assistant.storage.migrate import migrate

    database = Database(settings.database)
    await migrate(database, usable_sealer(database, settings))
    await database.close()
    running = build_runtime(settings)
    try:
        means, wanted = means_of(running), HalfYearSize(cases, seed) if cases else None
        is_new = await running.database.run(
            lambda session: seed_records(session, means, now(), wanted)
        )
        if is_new and wanted:
            await running.database.run(lambda session: _publish(session, running))
        talks = await seed_conversations(running)
        found = await running.database.run(lambda session: people(session, running.sealer))
    finally:
        await running.close()
    console.print("login\tpassword\tTOTP secret\tcode now", highlight=False, markup=False)
    for one in found:
        words = [one.login, one.password, one.totp_secret, one.code]
        console.print("\t".join(words), highlight=False, markup=False)
    console.print(f"{'seeded' if is_new else 'seeded before'}, {talks} new conversations")


def _publish(session: Session, running: "Runtime") -> None:
    """Open data of what is due; of few cases nothing can be told, and that is no fault."""
    from assistant.background.open_data import press_of
    from assistant.conversation.models import now
    from assistant.insight.opendata.suppression import NothingToHideBehindError

    try:
        press_of(running.settings, running.catalogue).publish(session, now())
    except NothingToHideBehindError:
        console.print("برای دادهٔ باز، پرونده‌های این نمونه کم است.", style="yellow")


def _fail(reason: str) -> None:
    console.print(reason, style="red", highlight=False, markup=False)
    raise typer.Exit(1)
