"""A password counts exactly as it was typed, however long it may be."""

import pytest

from assistant.desk.passwords import LONGEST, SHORTEST, hash_password, password_matches

LONG = ("Ab ۱۲ آبی-é" * 20)[: LONGEST - 1]


@pytest.mark.parametrize("password", [LONG + "x", " two spaces  at the ends "])
def test_a_password_counts_as_it_was_typed(password: str) -> None:
    kept = hash_password(password)
    assert password not in kept
    assert password_matches(kept, password)
    others = (password[:-1] + "y", password[:-1], password.swapcase(), password.strip(" x") + "!")
    assert not any(password_matches(kept, other) for other in others)
    assert SHORTEST <= len(password) <= LONGEST
