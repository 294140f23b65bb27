"""Codes and pins as they are dictated over the telephone: in groups, with a word for each sign.

Letters are told by the spelling alphabet of ICAO and ITU, whose words do not sound alike; digits
by their Persian names.
"""

from dataclasses import dataclass

_DIGITS = dict(
    zip(
        "0123456789",
        ["صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"],
        strict=True,
    ),
)
_LETTERS = {
    "A": "آلفا",
    "B": "براوو",
    "C": "چارلی",
    "D": "دلتا",
    "E": "اکو",
    "F": "فاکسترات",
    "G": "گلف",
    "H": "هتل",
    "J": "جولیت",
    "K": "کیلو",
    "M": "مایک",
    "N": "نوامبر",
    "P": "پاپا",
    "Q": "کبک",
    "R": "رومئو",
    "S": "سیرا",
    "T": "تانگو",
    "V": "ویکتور",
    "W": "ویسکی",
    "X": "ایکس‌ری",
    "Y": "یانکی",
    "Z": "زولو",
}
WORDS = _DIGITS | _LETTERS


@dataclass(frozen=True)
class Group:
    """A few signs that are said in one breath."""

    signs: str
    spoken: str


def dictated(code: str, size: int) -> list[Group]:
    """`code` (a tracking code or a pin, as stored) in groups of at most `size` signs."""
    parts = [code[start : start + size] for start in range(0, len(code), size)]
    return [Group(part, "، ".join(WORDS[sign] for sign in part)) for part in parts]
