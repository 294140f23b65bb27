"""Every route of the gateway that names something by its id, with a body that it would take."""

from collections.abc import Mapping
from typing import Any

from support.samples import complaint
from support.serving import Gateway

BODIES: Mapping[str, dict[str, Any]] = {
    "messages": {"text": "سلام"},
    "rating": {"score": 1},
    "verdict": {"verdict": "solved", "score": 5},
    "reopen": {"reason": "درست نشد"},
    "withdraw": {"reason": "منصرف شدم"},
    "consent": {"given": True},
    "reply": {"text": "من هم"},
    "close": {"reason": "answered", "text": "پایان"},
    "note": {"text": "یادداشت"},
    "draft": {"action": "answer", "text": "پیش‌نویس"},
    "transfer": {"account_id": "x"},
    "refer": {"agency_id": "abfa", "reason": "مربوط به آن‌هاست"},
    "answer": {"text": "پاسخ"},
    "ask": {"text": "کدام اداره؟"},
    "misdirected": {"reason": "با دستگاه دیگری است"},
    "merge": {"into": "Y", "reason": "همان موضوع"},
    "separate": {"reason": "موضوع دیگری است"},
    "redact": {"words": "شرح", "reason": "نام کسی است"},
    "reveal": {"field": "words", "event_number": 1, "reason": "تماس"},
    "cases": complaint(),
}
"""By the last word of the path; what is not here takes an empty one."""


def doors(gateway: Gateway, start: str) -> list[tuple[str, str]]:
    """Method and path of every route below `start` that holds an id."""
    paths = gateway.app.openapi()["paths"]
    found = [
        (method.upper(), path)
        for path, methods in paths.items()
        for method in methods
        if path.startswith(f"{start}/{{")
    ]
    assert len(found) >= 4, "the routes have moved"
    return found


def body_for(method: str, path: str) -> dict[str, Any] | None:
    """What the route at `path` would take."""
    if method == "GET":
        return None
    body = BODIES.get(path.rpartition("/")[2], {})
    is_in_talk = path.endswith("/conversations/{id}/cases")
    return body | {"consent_turn_id": "0" * 32} if is_in_talk else body
