"""What a fault in the knowledge's files must say of itself."""

from knowledge.files import CatalogueError


def assert_told(refused: CatalogueError, file: str, line: int, words: str) -> None:
    """One of the faults names `file` and `line`, and says `words` there."""
    told = [fault for fault in refused.faults if f"{file}.yml:{line}: " in fault]
    assert told, refused.faults
    assert any(words in fault for fault in told), told
