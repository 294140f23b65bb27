"""The rows of the one table, and how they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One figure. `is_met` is None for what has no target."""

    part: str
    database: str
    what: str
    value: str
    target: str = ""
    is_met: bool | None = None


def exactly(part: str, database: str, what: str, value: int, wanted: int) -> Row:
    """A count that must be another one, no less and no more."""
    return Row(part, database, what, f"{value:,}", f"= {wanted:,}", value == wanted)


def at_most(part: str, database: str, what: str, seconds: float, most: float) -> Row:
    """How long something takes, and how long it may."""
    return Row(part, database, what, f"{seconds:.2f} s", f"≤ {most:g} s", seconds <= most)


def show(rows: Iterable[Row], title: str, console: Console) -> None:
    """Print the table; a missed target is red."""
    table = Table(title=title, title_justify="left")
    for heading in ("part", "database", "", "figure", "target"):
        table.add_column(heading, justify="right" if heading in {"figure", "target"} else "left")
    part = ""
    for row in rows:
        if part and row.part != part:
            table.add_section()
        style = "red" if row.is_met is False else None
        first = row.part if row.part != part else ""
        table.add_row(first, row.database, row.what, row.value, row.target, style=style)
        part = row.part
    console.print(table)
