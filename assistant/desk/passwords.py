"""Passwords (argon2id), the most common of them, and one-time codes (TOTP, RFC 6238)."""

import re
import time
from functools import lru_cache
from pathlib import Path

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 128
"""The least and most characters of a password."""
ISSUER = "Dastyar"
_STEP_S = 30
# OWASP's least memory: many sign-ins at once must not take all of a small machine.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt and parameters; takes tens of milliseconds."""
    return _HASHER.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Whether it is right; without a hash it takes the same time and returns false."""
    try:
        _HASHER.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _HASHER.hash("the password of an account that does not exist")


def new_totp_secret() -> str:
    """A fresh secret, base32."""
    return pyotp.random_base32()


def totp_uri(secret: str, login: str) -> str:
    """The otpauth:// address that authenticator apps read."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def totp_step(secret: str, code: str, after: int) -> int | None:
    """The time step of `code`; None if it is wrong, or not newer than `after`.

    The steps before and after the present one count too, for clocks that are not quite right.
    """
    totp, present = pyotp.TOTP(secret), int(time.time()) // _STEP_S
    for step in (present, present - 1, present + 1):
        if step > after and pyotp.utils.strings_equal(totp.generate_otp(step), code):
            return step
    return None


_RUNS = (
    "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹",
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو",
)
_WORDS = frozenset(
    (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split()
)
_LEET = str.maketrans("013457@$!", "oleastasi")
_LEAST_OWN = 6
"""Different characters that must remain without common words, runs and words about the owner."""
_RUN = 4


def is_common(password: str, *about: str) -> bool:
    """Whether little is left of `password` without common words, runs, and words `about` its owner.

    A digit in place of a letter («p4ssw0rd») does not help, nor do digits at the end.
    """
    plain = _joined(password)
    readings = (plain, plain.translate(_LEET))
    known = sorted({*_WORDS, *(_joined(word) for word in about if len(word) > 2)}, key=len)
    return any(len(set(_own(reading, known))) < _LEAST_OWN for reading in readings)


def _joined(text: str) -> str:
    return re.sub(r"[\s_\-.]+", "", text.casefold())


def _own(text: str, known: list[str]) -> str:
    for word in reversed(known):
        text = text.replace(word, "")
    return _without_runs(_without_runs(text)[::-1])


def _without_runs(text: str) -> str:
    """`text` without pieces of four or more keys or digits in a row, and without repetitions."""
    text = re.sub(r"(.+?)\1{2,}", r"\1", text)
    kept, place = "", 0
    while place < len(text):
        length = _run_at(text, place)
        kept += "" if length >= _RUN else text[place]
        place += length if length >= _RUN else 1
    return kept


def _run_at(text: str, place: int) -> int:
    length = 1
    while place + length < len(text) and _is_run(text[place : place + length + 1]):
        length += 1
    return length


def _is_run(piece: str) -> bool:
    return any(piece in run for run in _RUNS)
