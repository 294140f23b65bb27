"""Files that citizens of the tests add to their cases, over real HTTP."""

from typing import Any

import httpx

from support import media


async def prepare_file(
    http: httpx.AsyncClient, path: str, headers: dict[str, str], data: bytes | None = None
) -> dict[str, Any]:
    """A file that waits for an answer to the case at `path`, as it is shown then."""
    sent = headers | {"Content-Type": "application/octet-stream"}
    kept = await http.post(f"{path}/files", content=data or media.pdf(path), headers=sent)
    assert kept.status_code == 201, kept.text
    return dict(kept.json())


async def add_file(
    http: httpx.AsyncClient, filed: dict[str, str], data: bytes | None = None
) -> dict[str, Any]:
    """The file that its citizen adds to the case just `filed`, as it is shown then."""
    code = filed["tracking_code"]
    added = await http.post(
        f"/api/v1/cases/{code}/attachments",
        content=data or media.pdf(code),
        headers={"X-Case-Pin": filed["pin"]},
    )
    assert added.status_code == 201, added.text
    return dict(added.json())
