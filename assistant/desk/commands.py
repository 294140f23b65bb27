"""`dastyar desk …` for accounts of the desk, `dastyar keys …` for keys of other systems."""

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from sqlalchemy import select

from assistant.desk.roles import Role
from assistant.settings import Settings, get_settings
from assistant.storage.database import run_once

if TYPE_CHECKING:
    from assistant.desk.models import Account
    from assistant.storage.sealing import Sealer

desk = typer.Typer(no_args_is_help=True, help="Accounts of the operators' desk.")
console = Console(soft_wrap=True)
Login = Annotated[str, typer.Argument(help="Login: small Latin letters, digits, . - _")]


@desk.command("add-user")
def add_user(
    login: Login,
    name: Annotated[str, typer.Option(help="Name, as colleagues see it.")],
    role: Annotated[Role, typer.Option(help="What the account may do.")] = Role.OPERATOR,
    agency: Annotated[str | None, typer.Option(help="Agency id, for a clerk.")] = None,
) -> None:
    """Make an account, and print the one-time link with which its holder enrols."""
    from assistant.conversation.models import now
    from assistant.desk.accounts import AccountError, add_account
    from assistant.desk.models import Account
    from knowledge.catalogue import load

    settings = get_settings()
    if agency is not None and agency not in load().agencies:
        _fail(f"دستگاهی با شناسهٔ {agency} در فهرست نیست.")
    account, sealer = (
        Account(login=login, name=name, role=role, agency_id=agency),
        _sealer(),
    )
    try:
        new = run_once(lambda session: add_account(session, sealer, account, now()))
    except AccountError as error:
        _fail(str(error))
    _print_link(settings, new.token)


@desk.command("renew-user")
def renew_user(login: Login) -> None:
    """Sign somebody out everywhere, and print a new one-time link: for a lost phone or password."""
    from assistant.conversation.models import now
    from assistant.desk.accounts import AccountError, reset_account

    settings = get_settings()
    sealer = _sealer()
    try:
        token = run_once(lambda session: reset_account(session, sealer, login, now()))
    except AccountError as error:
        _fail(str(error))
    _print_link(settings, token)


@desk.command("link-user")
def link_user(
    login: Login,
    identity: Annotated[str, typer.Argument(help="Value of the claim that the settings name.")],
) -> None:
    """Let an identity of the identity provider open an account."""
    from assistant.desk.accounts import AccountError
    from assistant.desk.oidc.linking import identity_hash, link_account

    settings = get_settings().oidc
    if settings is None:
        _fail("سامانهٔ هویتی در تنظیمات نیست: DASTYAR_OIDC__ISSUER را ببینید.")
    known = identity_hash(_sealer().digests, settings, identity)
    try:
        run_once(lambda session: link_account(session, login, known))
    except AccountError as error:
        _fail(str(error))
    console.print(f"{login}: linked", highlight=False)


@desk.command("unlink-user")
def unlink_user(login: Login) -> None:
    """Let no identity open an account any more, and sign its holder out everywhere."""
    from assistant.desk.accounts import AccountError
    from assistant.desk.oidc.linking import unlink_account

    try:
        run_once(lambda session: unlink_account(session, login))
    except AccountError as error:
        _fail(str(error))
    console.print(f"{login}: unlinked", highlight=False)


@desk.command("disable-user")
def disable_user(login: Login) -> None:
    """Close an account, and sign its holder out everywhere."""
    from assistant.conversation.models import now
    from assistant.desk.accounts import AccountError, disable_account

    try:
        run_once(lambda session: disable_account(session, login, now()))
    except AccountError as error:
        _fail(str(error))
    console.print(f"{login}: closed", highlight=False)


@desk.command("list-users")
def list_users() -> None:
    """Print login, role, name and state of every account."""
    from assistant.desk.models import Account

    query = select(Account).order_by(Account.login)
    for account in run_once(lambda session: list(session.scalars(query))):
        state = _state(account)
        words = [account.login, account.role, account.agency_id or "-", state, account.name]
        console.print("\t".join(words), highlight=False, markup=False)


def _state(account: "Account") -> str:
    if account.disabled_at:
        return "closed"
    if account.password_hash:
        return "enrolled"
    return "linked" if account.identity_hash else "new"


def _sealer() -> "Sealer":
    from assistant.storage.database import Database
    from assistant.storage.key_marks import KeyFault, fitting_sealer

    database = Database(get_settings().database)
    try:
        return fitting_sealer(database, get_settings())
    except KeyFault as error:
        _fail(str(error))
    finally:
        database.engine.dispose()


def _print_link(settings: Settings, token: str) -> None:
    address = settings.public_address
    # After the hash: no server and no proxy ever writes it into a log.
    console.print(f"{address}/desk/enrol#{token}", highlight=False, markup=False)


def _fail(reason: str) -> NoReturn:
    console.print(reason, style="red", highlight=False, markup=False)
    raise typer.Exit(1)


keys = typer.Typer(no_args_is_help=True, help="Keys by which other systems call.")


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
    from assistant.desk.upkeep.keys import BY_COMMAND, KeyIn, issue_on_record
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
    issued = run_once(lambda session: issue_on_record(session, wish, now()))
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
    from assistant.desk.upkeep.keys import BY_COMMAND, revoke_on_record

    if not run_once(lambda session: revoke_on_record(session, id_, BY_COMMAND, now())):
        _fail("کلیدی با این شناسه نیست، یا پیش‌تر باطل شده است. فهرست را با keys list ببینید.")
    console.print(f"{id_}: revoked", highlight=False)
