"""The project's sentence encoder inside Rasa's process, where there is no torch."""

import hashlib
from functools import cache
from pathlib import Path

from knowledge.features.sentences import FILES, SentenceEncoder

DIMENSION = 384


@cache
def load_encoder(folder: Path) -> SentenceEncoder:
    """The process's encoder for a folder: Rasa builds a component for each graph node."""
    return SentenceEncoder(folder)


def fingerprint_of(folder: Path) -> str:
    """Hash of the model and its tokenizer; raises FileNotFoundError when one is missing."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
