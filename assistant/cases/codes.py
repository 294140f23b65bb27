"""Tracking codes: eight characters that can be dictated by phone, the last one a check.

Codes are random, so they cannot be enumerated. The alphabet leaves out letters and digits that
sound or look alike.
"""

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


def _check(body: str) -> str:
    """Luhn's check over the alphabet: any single wrong character is noticed."""
    total, base = 0, len(ALPHABET)
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // base + value % base
    return ALPHABET[-total % base]
