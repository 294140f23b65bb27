"""Tables as CSV that a spreadsheet opens rightly, with a double click and in Persian.

UTF-8 with a byte order mark, since Excel takes a file without one for the machine's old code page;
commas and CRLF (RFC 4180). Numbers have ASCII digits, so that one can add them up. A text that
begins like a formula gets an apostrophe before it, and none of its characters begins a line
(OWASP, CSV injection).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

MEDIA_TYPE = "text/csv; charset=utf-8"
Cell = str | int | float | None
_BOM = "\ufeff"
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""Also the wide forms of the signs, which some spreadsheets read alike."""
_BREAKS = re.compile(r"[\r\n\t\x00-\x1f]+")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in header])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return (_BOM + out.getvalue()).encode()


def safe(cell: Cell) -> Cell:
    """The cell as a spreadsheet may read it: numbers as they are, texts never as a formula."""
    if not isinstance(cell, str):
        return cell
    is_formula = _FORMULA.match(cell) is not None
    flat = _BREAKS.sub(" ", cell)
    return f"'{flat}" if is_formula else flat


def sheet_headers(name: str) -> dict[str, str]:
    """Headers of an answer that is saved as `name`, in ASCII."""
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
