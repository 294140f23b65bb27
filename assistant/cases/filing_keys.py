"""Which keys may repeat a filing: who repeats it is shown code and pin, so they are secrets."""

import re

_LEAST_LENGTH = 16
_LEAST_SIGNS = 6
"""Different characters. Sixteen random hexadecimal digits have fewer once in ten thousand times."""
_WORDS_AND_NUMBER = re.compile(r"(?:[a-z\W_]*|[A-Z]?[a-z\W_]*|[A-Z\W_]*)[0-9T:Z\W_]*", re.ASCII)
_RANDOM_ID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")


def is_secret(key: str) -> bool:
    """Whether `key` looks as if nobody could guess it: random, and long enough.

    Counters, days and times behind a word are guessed, and so are words alone.
    """
    if _RANDOM_ID.fullmatch(key):
        return len(set(key)) >= _LEAST_SIGNS
    is_long = len(key) >= _LEAST_LENGTH and len(set(key)) >= _LEAST_SIGNS
    return is_long and not _WORDS_AND_NUMBER.fullmatch(key)
