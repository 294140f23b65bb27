"""Keys of other systems, which administrators issue and revoke at the desk, each time on record."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from sqlalchemy.orm import Session

from assistant.cases.schemas import Line
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.audit import Audited, note_audit
from assistant.desk.dependencies import KeyManaging
from assistant.keys import api_keys
from assistant.keys.api_keys import LONGEST_DAYS, ApiKey, IssuedKey, KeyState, KeyWish, Scope
from assistant.language.dates import jalali_brief, rfc3339
from knowledge.catalogue import Catalogue

KeyName = Annotated[Line, StringConstraints(min_length=3, max_length=64)]
Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]


class KeyIn(BaseModel):
    """A key that is wanted; one for an agency's cases, and no other, names the agency."""

    model_config = ConfigDict(extra="forbid")

    name: KeyName
    scope: Scope
    agency_id: Line | None = None
    days: Days = 365

    @model_validator(mode="after")
    def _fits(self) -> "KeyIn":
        if (self.agency_id is None) == (self.scope is Scope.AGENCY):
            raise ValueError("an agency is named for the scope of agencies, and only for it")
        return self


class KeyOut(BaseModel):
    """A key as administrators see it: never the key itself."""

    id: str
    name: str
    scope: Scope
    scope_fa: str
    agency_id: str | None = None
    agency_name: str | None = None
    state: KeyState
    state_fa: str
    created_at: str
    created_at_fa: str
    expires_at: str
    expires_at_fa: str
    last_used_at: str | None = None
    last_used_at_fa: str | None = None


class NewKeyOut(KeyOut):
    """A new key, shown this once."""

    key: str


BY_COMMAND = "cli"
"""The issuer of keys on the command line."""
SCOPE_FA = {Scope.AGENCY: "رسیدگی دستگاه به پرونده‌هایش", Scope.OPEN311: "ثبت پرونده با Open311"}
STATE_FA = {
    KeyState.VALID: "معتبر",
    KeyState.EXPIRED: "زمانش گذشته",
    KeyState.REVOKED: "باطل شده",
}


def issue_on_record(session: Session, wish: KeyWish, at: datetime) -> IssuedKey:
    """Make a key, and record it; raises what `api_keys.issue` raises."""
    issued = api_keys.issue(session, wish, at)
    told = {"key": issued.key.id, "scope": wish.scope} | (
        {"agency": wish.agency_id} if wish.agency_id else {}
    )
    note_audit(session, Audited.KEY_ISSUED, _account(wish.issued_by), data=told)
    return issued


def revoke_on_record(session: Session, id_: str, by: str, at: datetime) -> bool:
    """Revoke a key, and record it; False when there is none that could be revoked."""
    if not api_keys.revoke(session, id_, at):
        return False
    note_audit(session, Audited.KEY_REVOKED, _account(by), data={"key": id_})
    return True


def key_out(key: ApiKey, catalogue: Catalogue, at: datetime) -> dict[str, Any]:
    """Administrators' view of `key`: the fields of a `KeyOut`."""
    scope, state = Scope(key.scope), api_keys.state_of(key, at)
    agency = catalogue.agencies.get(key.agency_id or "")
    used = key.last_used_at
    return {
        "id": key.id,
        "name": key.name,
        "scope": scope,
        "scope_fa": SCOPE_FA[scope],
        "agency_id": key.agency_id,
        "agency_name": agency.name if agency else None,
        "state": state,
        "state_fa": STATE_FA[state],
        "created_at": rfc3339(key.created_at),
        "created_at_fa": jalali_brief(key.created_at, at),
        "expires_at": rfc3339(key.expires_at),
        "expires_at_fa": jalali_brief(key.expires_at, at),
        "last_used_at": rfc3339(used) if used else None,
        "last_used_at_fa": jalali_brief(used, at) if used else None,
    }


def listed(session: Session, catalogue: Catalogue, at: datetime) -> list[KeyOut]:
    """All keys, the newest first."""
    return [KeyOut(**key_out(key, catalogue, at)) for key in api_keys.keys(session)]


def _account(by: str) -> str | None:
    return None if by == BY_COMMAND else by


router = APIRouter(prefix="/api/v1/desk/keys", tags=["desk"])
KeyId = Annotated[str, Path(pattern=r"^[a-z2-9]{1,32}$")]


@router.get("", response_model_exclude_none=True)
async def see_keys(viewer: KeyManaging, running: RuntimeDep) -> list[KeyOut]:
    """All keys, also those that open nothing any more; the newest first."""
    return await running.database.run(lambda s: listed(s, running.catalogue, viewer.at))


@router.post("", status_code=201, response_model_exclude_none=True)
async def issue(body: KeyIn, viewer: KeyManaging, running: RuntimeDep) -> NewKeyOut:
    """Make a key; it is shown this once."""
    if body.agency_id and body.agency_id not in running.catalogue.agencies:
        raise Problem("unknown_reference", errors=[{"field": "agency_id"}])
    wish = KeyWish(**body.model_dump(), issued_by=viewer.account.id)
    issued = await running.database.run(lambda s: issue_on_record(s, wish, viewer.at))
    return NewKeyOut(**key_out(issued.key, running.catalogue, viewer.at), key=issued.token)


@router.post("/{id}/revoke", status_code=204)
async def revoke(id: KeyId, viewer: KeyManaging, running: RuntimeDep) -> Response:
    """Let a key open nothing any more, at once and for good."""
    account, at = viewer.account.id, viewer.at
    if not await running.database.run(lambda s: revoke_on_record(s, id, account, at)):
        raise Problem("not_found")
    return Response(status_code=204)
