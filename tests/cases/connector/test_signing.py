"""A signature holds for one body at one time, under one secret."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cases.connector.adapters import WINDOW, BadSignatureError, Signer

SIGNER, OTHER = Signer(b"one"), Signer(b"other")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))


@given(st.binary())
def test_what_was_signed_is_accepted(body: bytes) -> None:
    SIGNER.check(body, STAMP, SIGNER.sign(body, STAMP), NOW)


@given(st.binary(), st.binary())
def test_another_body_is_refused(body: bytes, other: bytes) -> None:
    if body != other:
        with pytest.raises(BadSignatureError):
            SIGNER.check(other, STAMP, SIGNER.sign(body, STAMP), NOW)


@given(st.text(), st.text())
def test_made_up_headers_are_refused(timestamp: str, signature: str) -> None:
    with pytest.raises(BadSignatureError):
        SIGNER.check(b"{}", timestamp, signature, NOW)


@pytest.mark.parametrize("away", [WINDOW, -WINDOW])
def test_an_old_message_cannot_be_replayed(away: timedelta) -> None:
    signature = SIGNER.sign(b"{}", STAMP)
    SIGNER.check(b"{}", STAMP, signature, NOW + away)
    with pytest.raises(BadSignatureError):
        SIGNER.check(b"{}", STAMP, signature, NOW + away * 1.01)
    later = str(int(STAMP) + 600)
    with pytest.raises(BadSignatureError):
        SIGNER.check(b"{}", later, signature, NOW + timedelta(minutes=10))


def test_another_secret_is_refused() -> None:
    with pytest.raises(BadSignatureError):
        SIGNER.check(b"{}", STAMP, OTHER.sign(b"{}", STAMP), NOW)
