"""The gateway's description of its HTTP interface, from which clients' types are made."""

import json

from assistant.app import create_app
from assistant.settings import Settings


def description() -> str:
    """All endpoints and shapes as OpenAPI, the same text for the same interface; ends a line."""
    described = create_app(Settings()).openapi()
    return json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
