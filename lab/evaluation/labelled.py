"""Files of labelled texts, one text, a tab and an intent a line."""

import csv
from pathlib import Path

SPLIT_FILE = "split.json"
"""Fold (0 and up) of each text, beside the folders of the folds' encoders."""


class LabelledFileError(ValueError):
    """A line is not what it should be; the message names file and line."""


def read_labelled(path: Path) -> list[tuple[str, str]]:
    """Texts and intents of `path`; a first line that says just «text, intent» is a header."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    start = int(rows[:1] == [["text", "intent"]])
    for number, row in enumerate(rows[start:], start + 1):
        if len(row) != 2 or not row[0].strip() or not row[1].strip():
            raise LabelledFileError(f"{path}:{number}: not a text, a tab and an intent")
    # Rasa would take only the part before a slash as the intent.
    return [(text, intent.replace("/", "_")) for text, intent in rows[start:]]
