"""Passwords (argon2id) and one-time codes (TOTP, RFC 6238)."""

import time
from functools import lru_cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 128
"""Characters of a password."""
ISSUER = "Dastyar"
_STEP_S = 30
# OWASP's least memory: many sign-ins at once must not take all of a small machine.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt and parameters; takes tens of milliseconds."""
    return _HASHER.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Whether it is right; without a hash it takes the same time and is wrong."""
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
    """The time step that `code` belongs to; None if it is wrong, or not newer than `after`.

    A step before and after the present one count too, for clocks that are not quite right.
    """
    totp, present = pyotp.TOTP(secret), int(time.time()) // _STEP_S
    for step in (present, present - 1, present + 1):
        if step > after and pyotp.utils.strings_equal(totp.generate_otp(step), code):
            return step
    return None
