"""Tables for spreadsheets: Persian, numbers that add up, and never a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.insight.spreadsheet import csv_bytes, safe


def read(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_excel_knows_the_encoding_and_persian_stays() -> None:
    data = csv_bytes(("دستگاه", "شمار"), [("آب و فاضلاب", 12), ("برق، گاز", None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    assert read(data) == [["دستگاه", "شمار"], ["آب و فاضلاب", "12"], ["برق، گاز", ""]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+98", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=cmd|' /C calc'!A0"]
)
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    (cell,) = read(csv_bytes(("الف",), [(text,)]))[1]
    assert cell.startswith("'")


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_no_cell_of_any_table_is_a_formula(rows: list[list[str]]) -> None:
    found = read(csv_bytes(("الف", "ب"), rows))
    assert len(found) == len(rows) + 1
    for cell in (cell for row in found for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_numbers_are_numbers_also_below_zero() -> None:
    assert safe(-3) == -3
    assert safe(0.25) == 0.25
