"""A message to the system above, made up."""

from typing import Any

from assistant.cases.connector.adapters import Signer
from assistant.cases.connector.port import CaseOut, Message, MessageType

SIGNER = Signer(b"a secret of the tests")


def message(number: int = 1, **changes: Any) -> Message:
    case = CaseOut(
        tracking_code="ABCD2345",
        kind="complaint",
        status="referred",
        agency_id="abfa",
        agency_name="آب و فاضلاب",
        indicator="delay",
        province="تهران",
        identity="anonymous",
        description="سه هفته است انشعاب را وصل نمی‌کنند، شماره من [شماره همراه] است",
        created_at="2026-11-24T10:00:00Z",
        due_at="2026-11-26T10:00:00Z",
    )
    values: dict[str, Any] = {
        "message_id": f"ABCD2345-{number}",
        "type": MessageType.FILED,
        "at": "2026-11-24T10:00:00Z",
        "case": case,
    }
    return Message(**(values | changes))
