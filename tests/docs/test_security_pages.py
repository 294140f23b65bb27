"""The threat model and the table of ASVS name tests that exist, and leave no requirement out."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from assistant.settings import PROJECT

THREATS, ASVS = (PROJECT / "docs" / name for name in ("threats.md", "asvs.md"))
LEVEL_2 = {
    1: (2, 9, 11, 3, 2), 2: (3, 3, 4, 1), 3: (0, 2, 4, 6, 5, 0, 2), 4: (3, 1, 2, 4),
    5: (1, 3, 2, 3), 6: (3, 12, 4, 4, 5, 3, 0, 4), 7: (3, 4, 2, 5, 2, 2), 8: (2, 3, 1, 1),
    9: (3, 4), 10: (2, 2, 4, 11, 5, 2, 3), 11: (2, 3, 3, 4, 1, 1), 12: (3, 2, 4),
    13: (1, 5, 2, 5), 14: (2, 4, 3), 15: (3, 3, 7, 0), 16: (1, 5, 4, 3, 3), 17: (1, 4, 2),
}  # fmt: skip
"""Requirements of levels 1 and 2 of ASVS 5.0.0 in each section; in each they are the first ones."""

_NAMED = re.compile(r"`([\w/.-]+\.py)::(\w+)`")
_NUMBERS = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:–(\d+))?")
_SHOWN = re.compile(r"`[\w/.-]+\.py::\w+`|`make [a-z-]+`|\]\([\w/-]+\.md(#[\w-]+)?\)")
_STATES = {"yes", "partly", "not", "n/a"}


def named(page: Path) -> list[tuple[str, str]]:
    return sorted(set(_NAMED.findall(page.read_text(encoding="utf-8"))))


@cache
def functions_of(file: str) -> frozenset[str]:
    """Names of the test functions of a file, those of its classes too; none if it is not there."""
    path = PROJECT / file
    if not path.is_file():
        return frozenset()
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, functions))


@pytest.mark.parametrize("page", [THREATS, ASVS], ids=lambda page: page.name)
def test_every_named_test_exists(page: Path):
    missing = [f"{file}::{name}" for file, name in named(page) if name not in functions_of(file)]
    assert not missing
    assert len(named(page)) > 40
    assert all(name.startswith("test_") for _, name in named(page))


def rows() -> list[list[str]]:
    lines = ASVS.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in cells if _NUMBERS.match(row[0])]


def test_each_requirement_stands_once_and_in_order():
    found = [
        (int(chapter), int(section), number)
        for row in rows()
        for chapter, section, first, last in _NUMBERS.findall(row[0])
        for number in range(int(first), int(last or first) + 1)
    ]
    wanted = [
        (chapter, section, number)
        for chapter, sections in LEVEL_2.items()
        for section, count in enumerate(sections, start=1)
        for number in range(1, count + 1)
    ]
    assert len(found) == len(set(found)) == len(wanted) == 253
    assert set(found) == set(wanted)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_row_is_shown_or_says_why_not(row: list[str]):
    assert len(row) == 4
    numbers, about, state, shown = row
    assert about
    assert state in _STATES
    has_evidence = bool(_SHOWN.search(shown))
    if state in {"yes", "partly"}:
        assert has_evidence, f"{numbers}: neither test nor command nor page"
    if state != "yes":
        assert len(_SHOWN.sub("", shown).strip(" ,;:")) > 3, f"{numbers}: no reason"


def test_every_threat_has_its_test():
    lines = THREATS.read_text(encoding="utf-8").splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("| tries to |")]
    assert len(starts) == 8
    for start in starts:
        table = lines[start + 2 :]
        end = next(i for i, line in enumerate(table) if not line.startswith("|"))
        assert [line for line in table[:end] if not _NAMED.search(line)] == []
