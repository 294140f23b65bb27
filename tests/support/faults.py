"""What a fault in the knowledge's files must say of itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.files import CatalogueError


def assert_fault(
    path: Path, whole: str, fault: tuple[str, str, int, str], read: Callable[[], object]
) -> None:
    """Reading the file reports a fault; `fault` is the old text, the new one, the line, words."""
    old, new, line, words = fault
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        read()
    assert_told(refused.value, path.stem, line, words)


def assert_told(refused: CatalogueError, file: str, line: int, words: str) -> None:
    """One of the faults names `file` and `line`, and says `words` there."""
    told = [fault for fault in refused.faults if f"{file}.yml:{line}: " in fault]
    assert told, refused.faults
    assert any(words in fault for fault in told), told
