"""The secret that Rasa and the gateway show each other, as Rasa's process finds it."""

import os
from functools import lru_cache
from pathlib import Path

ENVIRONMENT = "DASTYAR_INTERNAL_SECRET"
_DATA = Path(os.environ.get("DASTYAR_DATA_DIR", Path(__file__).parents[3] / "var"))


@lru_cache(maxsize=1)
def internal_secret() -> str:
    """From the environment, else from the file that the gateway made at its first start.

    Raises `FileNotFoundError` when there is neither: the gateway has never run.
    """
    return os.environ.get(ENVIRONMENT) or (_DATA / "keys" / "internal_secret").read_text()
