"""In which file and line of the catalogue something is written."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from knowledge.catalogue import ROOT

_WRITTEN = re.compile(r"^(- id|[\s-]*(?:address|url)): +(['\"]?)(\S.*?)\2\s*$")
"""A service's id stands at the very left; that of an agency does not."""


class Written:
    """Where every service, by its id, and every address of the catalogue stands.

    A place is `file:line`, the file as seen from the folder above `root`.
    """

    def __init__(self, root: Path = ROOT) -> None:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path in (root / "lines.yml", *sorted((root / "catalogue").glob("*.yml"))):
            for key, text, line in _values(path):
                found[key, text].append(f"{path.relative_to(root.parent)}:{line}")
        self._found = dict(found)

    def service(self, id_: str) -> str:
        """The place of a service; empty for one that is not there."""
        return next(iter(self._found.get(("id", id_), ())), "")

    def address(self, address: str) -> tuple[str, ...]:
        """All places of an address."""
        return tuple(
            place for key in ("url", "address") for place in self._found.get((key, address), ())
        )


def _values(path: Path) -> Iterator[tuple[str, str, int]]:
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := _WRITTEN.match(text):
            yield match[1].strip(" -"), match[3], line
