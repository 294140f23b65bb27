"""Personal data in a citizen's message: where it stands, and how it is hidden.

A number is reported only when its own checks fit (check digit, Luhn, mod 97, area code) and the
words around it do not say that it is something else: a tracking code, a bill, an amount.
Offsets are code points of the text as given, in any digits (Persian, Arabic, Latin).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .pii_rules.addresses import addresses
from .pii_rules.dates import birth_dates
from .pii_rules.documents import passports, plates
from .pii_rules.money import cards, shebas
from .pii_rules.names import names
from .pii_rules.near import near_misses
from .pii_rules.numbers import national_ids, postal_codes
from .pii_rules.phones import emails, landlines, mobiles
from .pii_rules.secrets import secrets
from .pii_rules.view import Found, View, view_of

LABELS = {
    "national_id": "کد ملی",
    "mobile": "شماره همراه",
    "landline": "تلفن ثابت",
    "sheba": "شماره شبا",
    "card": "شماره کارت",
    "postal_code": "کد پستی",
    "plate": "پلاک",
    "passport": "شماره گذرنامه",
    "email": "ایمیل",
    "birth_date": "تاریخ تولد",
    "name": "نام",
    "address": "نشانی",
    "secret": "رمز",
}
"""Every type of personal data and the Persian words that stand for it when it is masked."""

PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(LABELS.values())})(?: [0-9]+)?\]")
"""What `mask` writes; language repair leaves these spans as they are."""


@dataclass(frozen=True)
class PiiSpan:
    """One piece of personal data: `text[start:end]` is exactly what was typed."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and what stood at each placeholder, in order."""

    text: str
    values: tuple[tuple[str, str], ...]


def _candidates(view: View) -> Iterator[tuple[str, Found]]:
    """All findings, the surest first: a later one never takes what an earlier one has."""
    for kind, found in _precise(view):
        yield from ((kind, span) for span in found)
    yield from near_misses(view)
    for kind, rule in (("secret", secrets), ("address", addresses), ("name", names)):
        yield from ((kind, span) for span in rule(view))


def _precise(view: View) -> Iterator[tuple[str, Iterable[Found]]]:
    """The rules for numbers whose own checks fit."""
    yield "email", emails(view)
    yield "sheba", shebas(view)
    yield "card", cards(view)
    yield "plate", plates(view)
    yield "mobile", mobiles(view)
    yield "landline", landlines(view)
    yield "birth_date", birth_dates(view)
    yield "postal_code", postal_codes(view)
    yield "national_id", national_ids(view)
    yield "passport", passports(view)


def find_pii(text: str) -> list[PiiSpan]:
    """Personal data in `text`, sorted by place, never overlapping."""
    view = view_of(text)
    spans: list[PiiSpan] = []
    for kind, (start, end) in _candidates(view):
        if all(end <= other.start or other.end <= start for other in spans):
            spans.append(PiiSpan(start, end, kind))
    spans = [PiiSpan(*view.normal.given(s.start, s.end), s.type) for s in spans]
    return sorted(spans, key=lambda span: span.start)


def mask(text: str) -> Masked:
    """Replace personal data by readable placeholders: «[کد ملی]», a second one «[کد ملی 2]».

    A value typed twice gets one placeholder. A placeholder that the text already holds is not
    used again, so the values can always be put back, the last one first.
    """
    names: dict[tuple[str, str], str] = {}
    masked = text
    while spans := find_pii(masked):
        masked = _masked_once(masked, spans, names)
    return Masked(masked, tuple((name, key[1]) for key, name in names.items()))


def _masked_once(text: str, spans: list[PiiSpan], names: dict[tuple[str, str], str]) -> str:
    parts: list[str] = []
    position = 0
    for span in spans:
        key = (span.type, text[span.start : span.end])
        if key not in names:
            names[key] = _free_name(span.type, text, names.values())
        parts += [text[position : span.start], names[key]]
        position = span.end
    return "".join([*parts, text[position:]])


def _free_name(kind: str, text: str, taken: Iterable[str]) -> str:
    used = set(taken)
    name, number = f"[{LABELS[kind]}]", 1
    while name in used or name in text:
        number += 1
        name = f"[{LABELS[kind]} {number}]"
    return name
