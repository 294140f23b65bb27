"""Hashes of what a component is made of beside its own class, for Rasa's training cache."""

from hashlib import sha256
from pathlib import Path

from knowledge import features

_HERE = Path(__file__).parent
_SHARED = Path(features.__file__).parent


def of_modules(*names: str) -> str:
    """Hash of the source of modules of this package, by their names, and of what they share."""
    digest = sha256()
    for path in (*(_HERE / f"{name}.py" for name in names), *sorted(_SHARED.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
