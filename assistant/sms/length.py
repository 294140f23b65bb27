"""How many text messages a telephone network makes of a text."""

import math

# 3GPP TS 23.038, 6.2.1 and 6.2.1.1: the default alphabet, and what takes two places in it.
_PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("^{}\\[~]|€\f")
_ALONE, _JOINED = 160, 153
_ALONE_WIDE, _JOINED_WIDE = 70, 67

MOST_PARTS = 3
"""More than this is no short message any more: who reads it pays attention, and we pay each."""


def parts_of(text: str) -> int:
    """Messages that `text` takes: 70 UTF-16 units if it is one, else 67 each; Latin 160 and 153.

    One letter outside of the default alphabet, and each Persian one is, makes all of it wide.
    """
    if set(text) <= _PLAIN | _ESCAPED:
        units = len(text) + sum(letter in _ESCAPED for letter in text)
        alone, joined = _ALONE, _JOINED
    else:
        units = len(text.encode("utf-16-le")) // 2
        alone, joined = _ALONE_WIDE, _JOINED_WIDE
    return 1 if units <= alone else math.ceil(units / joined)
