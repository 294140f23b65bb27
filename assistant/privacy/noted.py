"""Notes of what people had erased, beside the database: a backup of before knows nothing of it.

A note names a case, a conversation or a citizen by a keyed hash, so the notes may lie elsewhere and
tell nobody anything. What time alone erases is not noted: it is erased again by the same rule.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from assistant.storage.daily_lines import append_line
from assistant.storage.digests import Digests, Purpose


class Gone(StrEnum):
    """What was erased, or had words taken out."""

    CASE = "case"
    CONVERSATION = "conversation"
    CITIZEN = "citizen"
    WORDS_OF_CASE = "words of case"
    WORDS_OF_CONVERSATION = "words of conversation"


class ErasureNotes:
    """The notes in a folder; all methods block."""

    def __init__(self, folder: Path, digests: Digests) -> None:
        self._folder, self._digests = folder, digests

    def note(self, gone: Gone, *ids: str) -> None:
        """Note what is gone; it is on the disk before anybody is told."""
        for id_ in ids:
            told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "gone": gone}
            append_line(self._folder, json.dumps(told | {"of": self.name(gone, id_)}).encode())

    def name(self, gone: Gone, id_: str) -> str:
        """By what a note names it."""
        return self._digests.keyed(Purpose.ERASED, f"{gone}\n{id_}")


Noted = Mapping[Gone, Mapping[str, datetime]]
"""Names of what was erased, by kind, and when it last was."""


def read_notes(folders: Iterable[Path], since: datetime) -> Noted:
    """What was noted from a moment on; torn lines are passed over."""
    found: dict[Gone, dict[str, datetime]] = defaultdict(dict)
    for folder in folders:
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_bytes().splitlines():
                try:
                    note = json.loads(line)
                    at, gone = datetime.fromisoformat(note["at"]), Gone(note["gone"])
                    if at >= since:
                        found[gone][str(note["of"])] = max(at, found[gone].get(note["of"], at))
                except (ValueError, KeyError, TypeError):
                    continue
    return found


def take_over(folder: Path, others: Iterable[Path]) -> None:
    """Keep the notes of other folders in this one as well, each once; it blocks."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    known = {line for path in folder.glob("*.jsonl") for line in path.read_bytes().splitlines()}
    for other in others:
        for path in sorted(other.glob("*.jsonl")):
            for line in path.read_bytes().splitlines():
                if line and line not in known:
                    known.add(line)
                    append_line(folder, line)
