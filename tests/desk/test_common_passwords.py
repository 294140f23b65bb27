"""What is guessed first is no password of the desk."""

import pytest

from assistant.desk.passwords import is_common


@pytest.mark.parametrize(
    "password",
    [
        "123456789012", "000000000000", "qwertyuiop12", "passwordpassword", "P4ssw0rd2024",
        "admin12345678", "abcabcabcabc", "1qaz2wsx3edc", "210987654321", "sara.ahmadi12",
        "dastyar-dastyar", "iran1234567890", "گذرواژه۱۲۳۴۵", "aaaaaaaaaaab",
    ],
)  # fmt: skip
def test_it_is_refused(password: str) -> None:
    assert is_common(password, "sara.ahmadi", "سارا", "احمدی", "sara", "ahmadi")


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "چتر آبی روی پل نشسته", "T7#vQ2!mXz9k", "ketab-o-chay-dar-baran"],
)
def test_it_is_taken(password: str) -> None:
    assert not is_common(password, "sara.ahmadi")
