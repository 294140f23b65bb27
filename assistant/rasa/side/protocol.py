"""What both ends of the channel between gateway and Rasa agree on: names, paths, and a secret.

They show each other the secret; `internal_secret` is how Rasa's process finds it.
"""

import os
from functools import lru_cache
from pathlib import Path

SECRET_HEADER = "x-internal-secret"
HINTS = ("opinion",)
"""Metadata of a message that its understanding needs and nothing after it (`Reading.hints`)."""
CHANNEL_PATH = "/webhooks/gateway/webhook"
CALLBACK = "callback"
"""Metadata of a turn: the address of the gateway that has it open, where its actions run."""
CALLBACKS = "DASTYAR_RASA_CALLBACKS"
"""Variable of Rasa's process: the addresses that it may call, separated by commas."""


SECRET_FILE = "DASTYAR_INTERNAL_SECRET_FILE"
"""Names the file that `dastyar up` writes; a variable with the secret itself would be inherited."""
SECRET_VARIABLE = "DASTYAR_INTERNAL_SECRET"
_DATA = Path(os.environ.get("DASTYAR_DATA_DIR", Path(__file__).parents[3] / "var"))


@lru_cache(maxsize=1)
def internal_secret() -> str:
    """From the file that was named, else the variable, else what the gateway's first start made.

    Raises `FileNotFoundError` when there is none of these: the gateway has never run.
    """
    if given := os.environ.get(SECRET_FILE):
        # An editor ends a file with a line break, which the gateway does not count either.
        return Path(given).read_text().strip()
    return os.environ.get(SECRET_VARIABLE) or (_DATA / "keys" / "internal_secret").read_text()
