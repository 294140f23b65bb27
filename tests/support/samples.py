"""Made-up people and words. The numbers pass their check digits, so they count as personal."""

from typing import Any

MOBILE = "09121234567"
NATIONAL_ID = "2718281820"
NAME = "پروانه سیمرغی‌زاده"
DESCRIPTION = f"سه هفته است انشعاب را وصل نمی‌کنند، شماره من {MOBILE} و کد ملی {NATIONAL_ID} است"


def complaint(**changes: Any) -> dict[str, Any]:
    """A complaint as a portal would send it."""
    return {
        "kind": "complaint",
        "agency_id": "abfa",
        "indicator": "delay",
        "province": "قم",
        "city": "قم",
        "description": "سه هفته است انشعاب آب ما را وصل نمی‌کنند.",
        "identity": "anonymous",
    } | changes
