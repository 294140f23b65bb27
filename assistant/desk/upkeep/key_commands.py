"""`dastyar keys …`: keys by which other systems call."""

from typing import Annotated, NoReturn

import typer
from rich.console import Console

from assistant.storage.database import run_once

keys = typer.Typer(no_args_is_help=True, help="Keys by which other systems call.")
console = Console(soft_wrap=True)


@keys.command("issue")
def issue_key(
    name: Annotated[str, typer.Argument(help="Which system gets it, as administrators see it.")],
    agency: Annotated[
        str | None, typer.Option(help="Agency id: the key opens this agency's cases.")
    ] = None,
    open311: Annotated[
        bool, typer.Option("--open311", help="The key files cases by Open311.")
    ] = False,
    days: Annotated[int, typer.Option(help="Days until it expires.")] = 365,
) -> None:
    """Make a key for an agency or for Open311, and print it, this once."""
    from pydantic import ValidationError

    from assistant.conversation.models import now
    from assistant.desk.upkeep.key_schemas import KeyIn
    from assistant.desk.upkeep.keys import BY_COMMAND, issue
    from assistant.keys.api_keys import KeyWish, Scope
    from knowledge.catalogue import load

    if open311 == (agency is not None):
        _fail("یکی از دو گزینه را بدهید: --agency یا --open311")
    if agency is not None and agency not in load().agencies:
        _fail(f"دستگاهی با شناسهٔ {agency} در فهرست نیست.")
    scope = Scope.OPEN311 if open311 else Scope.AGENCY
    try:
        wanted = KeyIn(name=name, scope=scope, agency_id=agency, days=days)
    except ValidationError:
        _fail("نام کلید باید ۳ تا ۶۴ نویسه و روزها میان ۱ و ۱۰۹۵ باشد.")
    wish = KeyWish(**wanted.model_dump(), issued_by=BY_COMMAND)
    issued = run_once(lambda session: issue(session, wish, now()))
    console.print(issued.token, highlight=False, markup=False)


@keys.command("list")
def list_keys() -> None:
    """Print id, state, scope, agency, end, last use and name of every key."""
    from assistant.conversation.models import now
    from assistant.keys.api_keys import keys as all_keys
    from assistant.keys.api_keys import state_of
    from assistant.language.dates import rfc3339

    for key in run_once(all_keys):
        used = rfc3339(key.last_used_at) if key.last_used_at else "-"
        until, state = rfc3339(key.expires_at), state_of(key, now())
        words = [key.id, state, key.scope, key.agency_id or "-", until, used, key.name]
        console.print("\t".join(words), highlight=False, markup=False)


@keys.command("revoke")
def revoke_key(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Id of the key, as in the list.")],
) -> None:
    """Let a key open nothing any more, at once and for good."""
    from assistant.conversation.models import now
    from assistant.desk.upkeep.keys import BY_COMMAND, revoke

    if not run_once(lambda session: revoke(session, id_, BY_COMMAND, now())):
        _fail("کلیدی با این شناسه نیست، یا پیش‌تر باطل شده است. فهرست را با keys list ببینید.")
    console.print(f"{id_}: revoked", highlight=False)


def _fail(reason: str) -> NoReturn:
    console.print(reason, style="red", highlight=False, markup=False)
    raise typer.Exit(1)
