"""Letters of other keyboards as Persian ones."""

_ARABIC = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})


def persian_letters(text: str) -> str:
    """`text` with Persian letters where an Arabic keyboard has others: «ميليون» → «میلیون».

    Each letter stays one, so that places in the text remain the same.
    """
    return text.translate(_ARABIC)
