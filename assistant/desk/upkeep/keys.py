"""Keys of other systems as the desk keeps them: each issue and revocation on record."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assistant.desk.audit import Audited, note_audit
from assistant.desk.upkeep.key_schemas import KeyOut
from assistant.keys import api_keys
from assistant.keys.api_keys import ApiKey, IssuedKey, KeyState, KeyWish, Scope
from assistant.language.dates import jalali_brief, rfc3339
from knowledge.catalogue import Catalogue

BY_COMMAND = "cli"
"""Who issues keys on the command line."""
SCOPE_FA = {Scope.AGENCY: "رسیدگی دستگاه به پرونده‌هایش", Scope.OPEN311: "ثبت پرونده با Open311"}
STATE_FA = {
    KeyState.VALID: "معتبر",
    KeyState.EXPIRED: "زمانش گذشته",
    KeyState.REVOKED: "باطل شده",
}


def issue(session: Session, wish: KeyWish, at: datetime) -> IssuedKey:
    """Make a key, on record; raises what `api_keys.issue` raises."""
    issued = api_keys.issue(session, wish, at)
    told = {"key": issued.key.id, "scope": wish.scope} | (
        {"agency": wish.agency_id} if wish.agency_id else {}
    )
    note_audit(session, Audited.KEY_ISSUED, _account(wish.issued_by), data=told)
    return issued


def revoke(session: Session, id_: str, by: str, at: datetime) -> bool:
    """Revoke a key, on record; False when there is none that could be revoked."""
    if not api_keys.revoke(session, id_, at):
        return False
    note_audit(session, Audited.KEY_REVOKED, _account(by), data={"key": id_})
    return True


def key_out(key: ApiKey, catalogue: Catalogue, at: datetime) -> dict[str, Any]:
    """What administrators see of `key`: the fields of a `KeyOut`."""
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
