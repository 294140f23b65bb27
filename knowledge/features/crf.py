"""Conditional random fields that were learnt, ready to read."""

import threading
from pathlib import Path

import pycrfsuite

_local = threading.local()


def tagger(model: Path) -> pycrfsuite.Tagger:
    """The tagger of a model file, one for each thread: it remembers the text that it was given."""
    known: dict[Path, pycrfsuite.Tagger] = _local.__dict__.setdefault("taggers", {})
    if model not in known:
        opened = pycrfsuite.Tagger()
        opened.open(str(model))
        known[model] = opened
    return known[model]
