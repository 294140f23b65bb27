"""Tracking codes: eight characters that can be dictated by phone, the last one a check.

Codes are random, so they cannot be enumerated. The alphabet leaves out letters and digits that
sound or look alike.
"""

import re
import secrets

from assistant.language.digits import ascii_digits

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_code() -> str:
    """A fresh code with a valid check character; about 10**10 are possible."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check(body)


def normalise(code: str) -> str | None:
    """`code` as stored, or None when it cannot be one: spaces, hyphens and case do not matter."""
    cleaned = ascii_digits(code).upper().replace("-", "").replace(" ", "")
    valid = len(cleaned) == LENGTH and set(cleaned) <= set(ALPHABET)
    return cleaned if valid and _check(cleaned[:-1]) == cleaned[-1] else None


def normal_pin(pin: str) -> bytes:
    """`pin` as it is compared: digits of any script, spaces and hyphens do not matter."""
    return re.sub(r"[\s\-]", "", ascii_digits(pin)).encode("utf-8", "replace")


_SIGNS, _SIX = r"[0-9A-Za-z](?:[- ]?[0-9A-Za-z]){7}", r"\d{6}"
_BETWEEN = r"[\s،,;:.|/\-–]+"
_PAIR = re.compile(
    rf"(?P<code>{_SIGNS}){_BETWEEN}(?P<pin>{_SIX})|(?P<pin_>{_SIX}){_BETWEEN}(?P<code_>{_SIGNS})"
)


def bare_pair(text: str) -> tuple[str, slice] | None:
    """The code as stored, and where its pin stands, of a `text` that is nothing but the two."""
    found = _PAIR.fullmatch(ascii_digits(text).strip())
    if found is None:
        return None
    name, pin = ("code", "pin") if found["code"] else ("code_", "pin_")
    code, shift = normalise(found[name]), len(text) - len(text.lstrip())
    return (code, slice(found.start(pin) + shift, found.end(pin) + shift)) if code else None


def _check(body: str) -> str:
    """Luhn's check over the alphabet: any single wrong character is noticed."""
    total, base = 0, len(ALPHABET)
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // base + value % base
    return ALPHABET[-total % base]
