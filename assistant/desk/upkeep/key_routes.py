"""Keys of other systems, kept by administrators at the desk."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.desk.dependencies import KeyManaging
from assistant.desk.upkeep import keys
from assistant.desk.upkeep.key_schemas import KeyIn, KeyOut, NewKeyOut
from assistant.keys.api_keys import KeyWish

router = APIRouter(prefix="/api/v1/desk/keys", tags=["desk"])
KeyId = Annotated[str, Path(pattern=r"^[a-z2-9]{1,32}$")]


@router.get("", response_model_exclude_none=True)
async def see_keys(viewer: KeyManaging, running: RuntimeDep) -> list[KeyOut]:
    """All keys, also those that open nothing any more; the newest first."""
    return await running.database.run(lambda s: keys.listed(s, running.catalogue, viewer.at))


@router.post("", status_code=201, response_model_exclude_none=True)
async def issue(body: KeyIn, viewer: KeyManaging, running: RuntimeDep) -> NewKeyOut:
    """Make a key; it is shown this once."""
    if body.agency_id and body.agency_id not in running.catalogue.agencies:
        raise Problem("unknown_reference", errors=[{"field": "agency_id"}])
    wish = KeyWish(**body.model_dump(), issued_by=viewer.account.id)
    issued = await running.database.run(lambda s: keys.issue(s, wish, viewer.at))
    return NewKeyOut(**keys.key_out(issued.key, running.catalogue, viewer.at), key=issued.token)


@router.post("/{id}/revoke", status_code=204)
async def revoke(id: KeyId, viewer: KeyManaging, running: RuntimeDep) -> Response:
    """Let a key open nothing any more, at once and for good."""
    account, at = viewer.account.id, viewer.at
    if not await running.database.run(lambda s: keys.revoke(s, id, account, at)):
        raise Problem("not_found")
    return Response(status_code=204)
