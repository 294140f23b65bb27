"""Files that citizens of the tests add to their cases, over real HTTP."""

from typing import Any

import httpx

from support import media


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
