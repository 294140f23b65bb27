"""Reading of the data tables in `data/`: UTF-8, one entry a line, tabs, `#` starts a comment."""

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_rows(name: str) -> list[list[str]]:
    """Rows of a table, split at tabs. Raises FileNotFoundError for an unknown table."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def read_pairs(name: str) -> list[tuple[str, str]]:
    """Rows of a two-column table; a missing second column is the empty string."""
    return [(row[0], row[1] if len(row) > 1 else "") for row in read_rows(name)]


@cache
def read_map(name: str) -> dict[str, str]:
    """A two-column table as a mapping; a later row wins. Do not change the result."""
    return dict(read_pairs(name))


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of a table that holds one or more words a row."""
    return frozenset(word for row in read_rows(name) for cell in row for word in cell.split())


@cache
def latin_words() -> dict[str, str]:
    """Finglish spelling → Persian, of the words that we list. Do not change the result."""
    return {
        latin.replace("_", ""): row[0]
        for row in read_rows("finglish.tsv")
        for latin in row[1].split()
    }
