"""Names of rows for the public: they tell nothing, and nobody else can make one."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.storage.sealing import Sealer

SEALER, OTHER = Sealer(b"a key of the tests"), Sealer(b"another key")
ROWS = st.integers(0, 2**48 - 1)


@given(ROWS)
def test_a_name_leads_back_to_its_row_under_its_key_only(number: int) -> None:
    name = SEALER.public_id(number)
    assert name == SEALER.public_id(number)
    assert len(name) == 36
    assert name.isalnum()
    assert SEALER.number_of(name) == number == SEALER.number_of(name.upper())
    assert OTHER.number_of(name) is None
    assert OTHER.public_id(number) != name


@given(ROWS, ROWS)
def test_two_rows_never_share_a_name(one: int, other: int) -> None:
    assert (SEALER.public_id(one) == SEALER.public_id(other)) == (one == other)


@given(st.text())
def test_anything_else_names_no_row(text: str) -> None:
    assert SEALER.number_of(text) is None


@given(ROWS, st.integers(0, 35), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_changed_name_names_no_row(number: int, place: int, sign: str) -> None:
    name = SEALER.public_id(number)
    changed = name[:place] + sign + name[place + 1 :]
    assert SEALER.number_of(changed) == (number if changed == name else None)


def test_new_sealing_keys_change_no_name() -> None:
    rotated = Sealer(b"a key of the tests", [b"a newer key"])
    assert rotated.number_of(SEALER.public_id(128)) == 128
