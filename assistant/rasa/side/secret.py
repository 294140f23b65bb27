"""The secret that Rasa and the gateway show each other, as Rasa's process finds it."""

import os
from functools import lru_cache
from pathlib import Path

FILE = "DASTYAR_INTERNAL_SECRET_FILE"
"""Names the file that `dastyar up` writes; a variable with the secret itself would be inherited."""
ENVIRONMENT = "DASTYAR_INTERNAL_SECRET"
_DATA = Path(os.environ.get("DASTYAR_DATA_DIR", Path(__file__).parents[3] / "var"))


@lru_cache(maxsize=1)
def internal_secret() -> str:
    """From the file that was named, else the variable, else what the gateway's first start made.

    Raises `FileNotFoundError` when there is none of these: the gateway has never run.
    """
    if given := os.environ.get(FILE):
        # An editor ends a file with a line break, which the gateway does not count either.
        return Path(given).read_text().strip()
    return os.environ.get(ENVIRONMENT) or (_DATA / "keys" / "internal_secret").read_text()
