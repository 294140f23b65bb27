"""Letters of other keyboards as Persian ones."""

ARABIC = {"ي": "ی", "ى": "ی", "ك": "ک"}
"""Those of an Arabic keyboard, and what they are in Persian."""
_ARABIC = str.maketrans(ARABIC)


def persian_letters(text: str) -> str:
    """`text` with Persian letters where an Arabic keyboard has others: «ميليون» → «میلیون».

    Each letter stays one, so that places in the text remain the same.
    """
    return text.translate(_ARABIC)
