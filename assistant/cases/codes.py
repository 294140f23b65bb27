"""Tracking codes: eight characters that can be dictated by phone; the last is a check character.

Codes are random, so they cannot be enumerated. The alphabet leaves out letters and digits that
sound or look alike. Codes and pins are dictated in groups, with a word for each sign: «7K» is said
«هفت، کِی مثل کنیا»; the words are in `dictation.yml`.
"""

import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.language.digits import ascii_digits
from knowledge.files import read

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_code() -> str:
    """A fresh code with a valid check character; about 10**10 are possible."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check(body)


def normalise(code: str) -> str | None:
    """`code` as stored, or None if it cannot be a code; spaces, hyphens and case do not matter."""
    cleaned = ascii_digits(code).upper().replace("-", "").replace(" ", "")
    valid = len(cleaned) == LENGTH and set(cleaned) <= set(ALPHABET)
    return cleaned if valid and _check(cleaned[:-1]) == cleaned[-1] else None


def normal_pin(pin: str) -> bytes:
    """`pin` in the form for comparing: ASCII digits, without spaces and hyphens."""
    return re.sub(r"[\s\-]", "", ascii_digits(pin)).encode("utf-8", "replace")


_SIGNS = r"[0-9A-Za-z](?:[- ]?[0-9A-Za-z]){7}"
_CODE = re.compile(rf"(?<![0-9A-Za-z])(?=({_SIGNS})(?![0-9A-Za-z]))")
_LONG = r"\d{12}|\d{3}(?:[ -]\d{3}){3}|\d{4}(?:[ -]\d{4}){2}|\d{6}[ -]\d{6}"
_PIN = rf"(?:{_LONG}|\d{{6}}|\d{{3}}[ -]\d{{3}})"
_PINS = re.compile(rf"(?<!\d){_PIN}(?!\d)")
_BETWEEN = r"[\s،,;:.|/\-–]+"
_PAIRS = (
    re.compile(rf"(?P<code>{_SIGNS}){_BETWEEN}(?P<pin>{_PIN})"),
    re.compile(rf"(?P<pin>{_PIN}){_BETWEEN}(?P<code>{_SIGNS})"),
)
_WORD_AND_PIN = re.compile(r".*[- ]\d{6}|\d{6}[- ].*")


def bare_pair(text: str) -> tuple[str, slice] | None:
    """The code as stored and the place of its pin, if `text` is nothing but the two."""
    typed, shift = ascii_digits(text).strip(), len(text) - len(text.lstrip())
    for pair in _PAIRS:
        found = pair.fullmatch(typed)
        if found and (code := normalise(found["code"])):
            return code, slice(found.start("pin") + shift, found.end("pin") + shift)
    return None


def has_code(text: str) -> bool:
    """Whether something in `text` has the shape of a code, valid or not."""
    return _CODE.search(ascii_digits(text)) is not None


def codes_in(text: str) -> list[str]:
    """The valid codes in `text`, as stored."""
    if pair := bare_pair(text):
        return [pair[0]]
    return [code for code, _ in _codes(ascii_digits(text))]


def pins_in(text: str) -> list[slice]:
    """Where something with the shape of a pin is in `text`, beside codes or alone."""
    if pair := bare_pair(text):
        return [pair[1]]
    # Digits of any script are one character each, so places in both texts agree.
    typed = ascii_digits(text)
    for _, place in _codes(typed):
        if not _WORD_AND_PIN.fullmatch(typed[place]):
            typed = typed[: place.start] + "x" * (place.stop - place.start) + typed[place.stop :]
    return [slice(*found.span()) for found in _PINS.finditer(typed)]


def _codes(typed: str) -> list[tuple[str, slice]]:
    found = [(normalise(one[1]), slice(*one.span(1))) for one in _CODE.finditer(typed)]
    return [(code, place) for code, place in found if code]


def _check(body: str) -> str:
    """Luhn's check over the alphabet; it reveals any single wrong character."""
    total, base = 0, len(ALPHABET)
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // base + value % base
    return ALPHABET[-total % base]


DICTATION_FILE = Path(__file__).with_name("dictation.yml")
CodeSign = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]$")]
SpokenSign = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    digits: dict[CodeSign, SpokenSign]
    letters: dict[CodeSign, SpokenSign]


@dataclass(frozen=True)
class SpokenGroup:
    """A few signs that are said in one breath."""

    signs: str
    spoken: str


@lru_cache
def spoken_words() -> dict[str, str]:
    """The word that is said for each sign."""
    told = read(DICTATION_FILE, _Words)
    return {**told.digits, **told.letters}


def dictated(code: str, size: int) -> list[SpokenGroup]:
    """`code` (a tracking code or a pin, as stored) in groups of at most `size` signs."""
    parts = [code[start : start + size] for start in range(0, len(code), size)]
    return [SpokenGroup(part, "، ".join(spoken_words()[sign] for sign in part)) for part in parts]
