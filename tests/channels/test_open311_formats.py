"""Both formats hold the same, whatever the text; and the time a query reaches over."""

import json
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.open311.answers import as_json, as_xml
from assistant.channels.open311.requests import SPAN, window

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))


@given(st.text())
def test_any_text_makes_a_document_that_can_be_read(text: str) -> None:
    written = as_xml("errors", [{"code": 400, "description": text}])
    read = ElementTree.fromstring(written).findtext("error/description")
    assert set(read) <= set(text) | {"\n"}
    if text.isprintable():
        assert read == text


def test_lists_values_and_nothing_are_told_as_the_standard_does() -> None:
    value = {"service_code": "x", "attributes": [{"variable": True, "order": 1, "values": []}]}
    assert json.loads(as_json(value)) == value
    assert as_xml("service_definition", value).decode().partition("?>")[2].strip() == (
        "<service_definition><service_code>x</service_code><attributes><attribute>"
        "<variable>true</variable><order>1</order><values /></attribute></attributes>"
        "</service_definition>"
    )
    assert b"<token />" in as_xml("service_requests", [{"token": None}])


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, (NOW - SPAN, NOW)),
        (NOW - DAY, None, (NOW - DAY, NOW)),
        (NOW - 300 * DAY, None, (NOW - 300 * DAY, NOW - 210 * DAY)),
        (NOW + DAY, None, (NOW + DAY, NOW + DAY)),
        (None, NOW - DAY, (NOW - DAY - SPAN, NOW - DAY)),
        (NOW - SPAN, NOW, (NOW - SPAN, NOW)),
    ],
)
def test_a_query_reaches_over_ninety_days(
    since: datetime | None, until: datetime | None, expected: tuple[datetime, datetime]
) -> None:
    assert window(since, until, NOW) == expected


@given(MOMENTS, MOMENTS)
def test_no_query_reaches_further(since: datetime | None, until: datetime | None) -> None:
    try:
        first, last = window(since, until, NOW)
    except (ValueError, OverflowError):
        return
    assert timedelta() <= last - first <= SPAN
    assert since in {None, first}
    assert until in {None, last}
