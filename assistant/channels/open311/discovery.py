"""Where the service is, in which formats, and whom to ask."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from assistant.channels.open311 import catalogue
from assistant.channels.open311.formats import MEDIA
from assistant.language.dates import rfc3339
from assistant.settings import PROJECT, Settings

BASE = "/open311/v2"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery(settings: Settings) -> dict[str, Any]:
    """The discovery document; that of a demo calls itself a test."""
    where = settings.open311_contact or settings.public_address
    return {
        "changeset": changeset(),
        "contact": f"پرسش دربارهٔ این سامانه: {where}",
        "key_service": f"کلید ثبت گزارش را مدیر این سامانه می‌دهد: {where}",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": f"{settings.public_address}{BASE}",
                "changeset": changeset(),
                "type": "test" if settings.demo else "production",
                "formats": sorted(media.partition(";")[0] for media in MEDIA.values()),
            }
        ],
    }


@cache
def changeset() -> str:
    """When the services, or what may be told with them, changed last on this machine."""
    knowledge = PROJECT / "knowledge"
    files = [Path(catalogue.__file__), *knowledge.glob("catalogue/*.yml")]
    files += knowledge.glob("places/*.yml")
    newest = max(file.stat().st_mtime for file in files)
    return rfc3339(datetime.fromtimestamp(newest, UTC))
