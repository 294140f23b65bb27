"""Hashes of what a component is made of beside its own class, for Rasa's training cache."""

from hashlib import sha256
from pathlib import Path

_HERE = Path(__file__).parent


def of_modules(*names: str) -> str:
    """Hash of the source of modules of this package, by their names without `.py`."""
    digest = sha256()
    for name in names:
        digest.update((_HERE / f"{name}.py").read_bytes())
    return digest.hexdigest()
