"""What is sealed opens only with the same key, and pins cannot be told from codes."""

import pytest
from cryptography.fernet import InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from assistant.cases.codes import new_code
from assistant.storage.sealing import Sealer, hash_token

SEALER = Sealer(b"first key")
texts = st.text(st.characters(codec="utf-8"))


@given(texts)
def test_what_was_sealed_can_be_opened(text: str) -> None:
    assert SEALER.open(SEALER.seal(text)) == text


@given(st.text(st.characters(codec="utf-8"), min_size=4))
def test_a_sealed_text_shows_nothing_and_is_never_the_same(text: str) -> None:
    first, second = SEALER.seal(text), SEALER.seal(text)
    assert first != second
    assert first.isascii()


@given(texts, st.integers(min_value=0))
def test_a_changed_seal_does_not_open(text: str, place: int) -> None:
    sealed = SEALER.seal(text)
    place %= len(sealed.rstrip("=")) - 1
    other = "A" if sealed[place] != "A" else "B"
    with pytest.raises(InvalidToken):
        SEALER.open(sealed[:place] + other + sealed[place + 1 :])


def test_another_key_opens_nothing_and_makes_other_pins() -> None:
    other = Sealer(b"second key")
    with pytest.raises(InvalidToken):
        other.open(SEALER.seal("راز"))
    codes = [new_code() for _ in range(20)]
    assert [other.pin(code) for code in codes] != [SEALER.pin(code) for code in codes]


def test_pins_have_six_digits_and_are_spread() -> None:
    pins = [SEALER.pin(new_code()) for _ in range(2000)]
    assert all(len(pin) == 6 and pin.isdigit() for pin in pins)
    assert len(set(pins)) > 1980
    assert all(sum(pin[0] == digit for pin in pins) > 100 for digit in "0123456789")


def test_long_pins_have_twelve_digits_and_tell_nothing_of_short_ones() -> None:
    codes = [new_code() for _ in range(2000)]
    long = [SEALER.pin(code, is_long=True) for code in codes]
    assert all(len(pin) == 12 and pin.isdigit() for pin in long)
    assert len(set(long)) == 2000
    assert sum(SEALER.pin(code) in pin for code, pin in zip(codes, long, strict=True)) < 3


def test_a_changed_pin_is_as_random_as_the_first() -> None:
    code = new_code()
    pins = [SEALER.pin(code, number=number) for number in range(2000)]
    assert pins[0] == SEALER.pin(code)
    assert all(len(pin) == 6 and pin.isdigit() for pin in pins)
    assert len(set(pins)) > 1980


def test_tokens_are_hashed_for_storage() -> None:
    assert hash_token("a") != hash_token("b")
    assert hash_token("a") == hash_token("a")
    assert len(hash_token("a")) == 64
