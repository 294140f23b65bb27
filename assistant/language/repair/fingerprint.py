"""A hash of everything that decides how text is repaired."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_DEPENDENCIES = ("hazm", "symspellpy")


@cache
def fingerprint() -> str:
    """Hash of the steps' code, their tables and the libraries' versions (64 hex digits).

    Training caches and the search index keep it: a change means that both must be rebuilt.
    """
    digest = sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.glob("*.py"), *folder.glob("data/*")]):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    digest.update((folder.parent / "pii.py").read_bytes())
    for name in _DEPENDENCIES:
        digest.update(f"{name}={version(name)}".encode())
    return digest.hexdigest()
