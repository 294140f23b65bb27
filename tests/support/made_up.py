"""Words that nobody else wrote."""

from secrets import choice
from string import ascii_lowercase

_LETTERS = 8


def made_up_word() -> str:
    """A word of letters: one that may be all digits is masked like a number of somebody's."""
    return "".join(choice(ascii_lowercase) for _ in range(_LETTERS))
