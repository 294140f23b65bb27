"""Words that nobody else wrote."""

from secrets import choice
from string import ascii_lowercase

_LETTERS = 8


def made_up_word() -> str:
    """A word of letters only: digits might be masked as somebody's number."""
    return "".join(choice(ascii_lowercase) for _ in range(_LETTERS))
