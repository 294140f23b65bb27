"""Personal data in a citizen's message: where it stands, and how it is hidden.

Rules report a number when its own checks fit (check digit, Luhn, mod 97, area code) and the words
around it do not say that it is something else: a tracking code, a bill, an amount. What no check
proves, a tagger has learnt: names, addresses, passwords, numbers that are mistyped. Offsets are
code points of the text as given, in any digits (Persian, Arabic, Latin).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .pii_rules.context import is_other_code
from .pii_rules.dates import birth_dates
from .pii_rules.documents import passports, plates
from .pii_rules.money import cards, shebas
from .pii_rules.near import near_misses
from .pii_rules.numbers import national_ids, postal_codes
from .pii_rules.phones import emails, landlines, mobiles
from .pii_rules.secrets import secrets
from .pii_rules.view import Found, View, view_of
from .pii_tagger.tagging import tagged

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


_NUMBERS = frozenset(LABELS) - {"name", "address", "secret", "birth_date", "email"}
_FEW_DIGITS = 4
_DATE = re.compile(
    r"[0-9]{1,4}[^0-9]{1,4}[0-9]{1,2}[^0-9]{1,4}[0-9]{1,4}|[0-9]{6}"
    r"|فروردین|ارد|خرداد|تیر|مرداد|شهریور|مهر|[اآ]بان|[اآ]ذر|دی|بهمن|اسفند|ماه"
    r"|farv|ord|khord|tir|mord|shahr|mehr|aban|azar|dey|bahm|esf|[a-z]{3} ?[0-9]",
    re.I,
)
"""What a day of birth holds: three numbers, or a month."""
_WAY = re.compile(
    r"خیابان|خیابون|\bخ |کوچه|بلوار|میدان|میدون|جاده|پلاک|واحد|طبقه|فرعی|بن[ \u200c]?بست|زنگ|بلوک"
    r"|ردیف|کانکس|ویلا|خونه|خانه|منزل|پشت|جنب|روبرو|نبش|کنار|نزدیک|بغل|فاز|ساختمان|مجتمع|برج|[0-9a-z]",
    re.I,
)
"""What leads to a door. «محله سنگی» says where it happened and not who says so: whoever is to mend
the water must read it. Of 25,204 messages of players 23 have an address by the tagger, of which 5
are the name of a quarter alone; of 163 marked addresses one has no such word."""
_EDGES = " \n\t\r\u200c،,؛;.:-"


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


def proved(view: View) -> list[tuple[str, Found]]:
    """What rules find in a message, the surest first."""
    found = [(kind, span) for kind, spans in _precise(view) for span in spans]
    found += near_misses(view)
    return found + [("secret", span) for span in secrets(view)]


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
    proof = proved(view)
    spans: list[PiiSpan] = []
    for kind, (start, end) in proof:
        if all(end <= other.start or other.end <= start for other in spans):
            spans.append(PiiSpan(start, end, kind))
    for kind, found in tagged(view, proof):
        if not _may_be(kind, view.text, found):
            continue
        spans += [PiiSpan(*part, kind) for part in _free(view.text, found, spans)]
    spans = [PiiSpan(*view.normal.given(s.start, s.end), s.type) for s in spans]
    return sorted(spans, key=lambda span: span.start)


def _may_be(kind: str, text: str, found: Found) -> bool:
    """Whether nothing speaks against a finding of the tagger: «شناسه قبض …», «0000000000»."""
    if kind == "birth_date":
        return _DATE.search(text[slice(*found)]) is not None
    if kind == "address":
        return _WAY.search(text[slice(*found)]) is not None
    if kind not in _NUMBERS:
        return True
    digits = re.sub(r"[^0-9]", "", text[slice(*found)])
    is_example = len(digits) > _FEW_DIGITS and len(set(digits)) == 1
    return not is_example and not is_other_code(text, *found)


def _free(text: str, found: Found, taken: Iterable[PiiSpan]) -> Iterator[Found]:
    """What is left of a finding between those that are surer, without the spaces around it."""
    start, end = found
    for other in [*sorted(taken, key=lambda span: span.start), PiiSpan(end, end, "")]:
        if other.start <= end and other.end > start:
            part = text[start : other.start]
            first = start + len(part) - len(part.lstrip(_EDGES))
            last = first + len(part.strip(_EDGES))
            if first < last:
                yield first, last
            start = max(start, other.end)


def mask(text: str, but: Callable[[str, PiiSpan], bool] | None = None) -> Masked:
    """Replace personal data by readable placeholders: «[کد ملی]», a second one «[کد ملی 2]».

    A value typed twice gets one placeholder. A placeholder that the text already holds is not
    used again, so the values can always be put back, the last one first. `but` says of a span
    in a text that it may be read.
    """
    names: dict[tuple[str, str], str] = {}
    masked = text
    while spans := [s for s in find_pii(masked) if but is None or not but(masked, s)]:
        masked = _masked_once(masked, spans, names)
    return Masked(masked, tuple((name, key[1]) for key, name in names.items()))


def masked_at(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """`text` with placeholders for these spans (start, end, type), which are in order and apart."""
    return _masked_once(text, [PiiSpan(*span) for span in spans], {})


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
