"""Digits for people and for machines."""

_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def persian_digits(text: object) -> str:
    """`text` with Persian digits, for people to read."""
    return str(text).translate(_PERSIAN)


def ascii_digits(text: str) -> str:
    """`text` with ASCII digits, for machines; its length stays."""
    return text.translate(_ASCII)
