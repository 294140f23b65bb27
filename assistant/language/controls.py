"""Characters that show nothing and steer machines."""

import unicodedata


def without_controls(text: str) -> str:
    """`text` without control characters; line breaks and tabs stay."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
