"""Accounts of the desk: who works here, in which role, and who may still enter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlalchemy.orm import Session

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.accounts import ENROLMENT, LoginTakenError, NewAccount
from assistant.desk.conversations import Viewer
from assistant.desk.dependencies import AccountManaging, rules_of
from assistant.desk.models import Account
from assistant.desk.staff import administration, listing
from assistant.desk.staff.schemas import (
    AccountChange,
    AccountQuery,
    Invitation,
    Invited,
    StaffAccount,
    StaffAccountPage,
    StaffPage,
)
from assistant.language.dates import jalali_brief
from assistant.runtime import Runtime
from knowledge.catalogue import Catalogue

router = APIRouter(prefix="/api/v1/desk/accounts", tags=["desk"])
AccountId = Annotated[str, Path(pattern=r"^[0-9a-z]{1,32}$")]
_REFUSALS: dict[type[Exception], str] = {
    administration.NoAccountError: "not_found",
    administration.OwnAccountError: "own_account",
    administration.LastAdministratorError: "last_administrator",
}


@router.get("", response_model_exclude_none=True)
async def see_accounts(
    viewer: AccountManaging, running: RuntimeDep, wanted: Annotated[AccountQuery, Query()]
) -> StaffPage:
    """One page of the accounts, by name."""
    lens = _lens(running, viewer)
    return await running.database.run(lambda s: listing.listed(s, lens, wanted))


@router.post("", status_code=201, response_model_exclude_none=True)
async def invite(body: Invitation, viewer: AccountManaging, running: RuntimeDep) -> Invited:
    """Make an account; the answer holds its one-time link, this once."""
    _check_agency(running.catalogue, body)
    return await _linked(
        running, viewer, lambda s: administration.invite(s, running.sealer, viewer, body)
    )


@router.get("/{id}", response_model_exclude_none=True)
async def see_account(
    id: AccountId, viewer: AccountManaging, running: RuntimeDep
) -> StaffAccountPage:
    """An account, and where its holder is signed in."""
    lens = _lens(running, viewer)
    with _as_problems():
        return await running.database.run(lambda s: listing.one(s, lens, id))


@router.post("/{id}/change", response_model_exclude_none=True)
async def change(
    id: AccountId, body: AccountChange, viewer: AccountManaging, running: RuntimeDep
) -> StaffAccount:
    """Set name, role and agency; another role or agency signs the holder out everywhere."""
    _check_agency(running.catalogue, body)
    return await _done(running, viewer, lambda s: administration.change(s, viewer, id, body))


@router.post("/{id}/renew", response_model_exclude_none=True)
async def renew(id: AccountId, viewer: AccountManaging, running: RuntimeDep) -> Invited:
    """Void password, codes and sessions; the answer holds a new one-time link, this once."""
    return await _linked(
        running, viewer, lambda s: administration.renew(s, running.sealer, viewer, id)
    )


@router.post("/{id}/disable", response_model_exclude_none=True)
async def disable(id: AccountId, viewer: AccountManaging, running: RuntimeDep) -> StaffAccount:
    """Close the account, and sign its holder out everywhere."""
    return await _done(running, viewer, lambda s: administration.disable(s, viewer, id))


@router.post("/{id}/enable", response_model_exclude_none=True)
async def enable(id: AccountId, viewer: AccountManaging, running: RuntimeDep) -> StaffAccount:
    """Open a closed account again."""
    return await _done(running, viewer, lambda s: administration.enable(s, viewer, id))


@router.post("/{id}/sign-out", response_model_exclude_none=True)
async def sign_out(id: AccountId, viewer: AccountManaging, running: RuntimeDep) -> StaffAccount:
    """End all sessions of the account."""
    return await _done(running, viewer, lambda s: administration.sign_out(s, viewer, id))


async def _done(
    running: Runtime, viewer: Viewer, step: Callable[[Session], Account]
) -> StaffAccount:
    lens = _lens(running, viewer)
    with _as_problems():
        return await running.database.run(lambda s: listing.told(s, lens, step(s)))


async def _linked(
    running: Runtime, viewer: Viewer, step: Callable[[Session], NewAccount]
) -> Invited:
    lens = _lens(running, viewer)

    def work(session: Session) -> Invited:
        new = step(session)
        session.flush()
        return Invited(
            account=listing.told(session, lens, new.account),
            # After the hash: no server and no proxy ever writes it into a log.
            link=f"{running.settings.public_address}/desk/enrol#{new.token}",
            until_fa=jalali_brief(viewer.at + ENROLMENT, viewer.at),
        )

    with _as_problems():
        return await running.database.run(work)


def _lens(running: Runtime, viewer: Viewer) -> listing.Lens:
    return listing.Lens(viewer, running.catalogue, rules_of(running.settings))


def _check_agency(catalogue: Catalogue, wish: AccountChange) -> None:
    if wish.agency_id is not None and wish.agency_id not in catalogue.agencies:
        raise Problem("unknown_reference", errors=[{"field": "agency_id"}])


@contextmanager
def _as_problems() -> Iterator[None]:
    try:
        yield
    except LoginTakenError as error:
        raise Problem("login_taken", errors=[{"field": "login"}]) from error
    except tuple(_REFUSALS) as error:
        raise Problem(_REFUSALS[type(error)]) from error
