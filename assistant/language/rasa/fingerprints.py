"""Hashes of what a component is made of beside its own class, for Rasa's training cache."""

from hashlib import sha256
from pathlib import Path

from knowledge.search import standard, tfidf

_HERE = Path(__file__).parent
_SHARED = (Path(standard.__file__), Path(tfidf.__file__))


def of_modules(*names: str) -> str:
    """Hash of the source of modules of this package, by their names, and of what they share."""
    digest = sha256()
    for path in (*(_HERE / f"{name}.py" for name in names), *_SHARED):
        digest.update(path.read_bytes())
    return digest.hexdigest()
