"""The sentences that acts are learnt from, without Rasa's own reader."""

from collections.abc import Iterator
from pathlib import Path

import yaml


def labelled_sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Texts as typed with their labels («complain/delay»), file by file of Rasa's NLU format."""
    for file in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            yield from ((line[2:], block["intent"]) for line in block["examples"].splitlines())
