"""Reads the packed weight file: tokenizer and 4-bit (Q4_0) tensors of multilingual-e5-small.

Layout, little-endian: magic `E5S1`, version, nine header fields, the tokenizer's pieces with their
scores, a per-character normalisation map, then a directory of tensors.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


@dataclass(frozen=True)
class Shape:
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
class Piece:
    """One piece of the unigram tokenizer with its log-probability."""

    text: str
    score: float


@dataclass(frozen=True)
class PackedModel:
    """All that the file holds; `tensors` are float32, matrices as (outputs, inputs)."""

    shape: Shape
    pieces: list[Piece]
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
    shape = Shape(*sizes, epsilon=epsilon)
    pieces = _read_pieces(cursor)
    normalisation = _read_normalisation(cursor)
    return PackedModel(shape, pieces, normalisation, _read_tensors(cursor, shape))


def _read_pieces(cursor: _Cursor) -> list[Piece]:
    count, _bos, _eos, _pad, _unk, blob_length = cursor.take("5iQ")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.array("u1", blob_length).tobytes()
    return [
        Piece(blob[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]


def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, _length = cursor.take("iI")
    mapping: dict[str, str] = {}
    for _ in range(count):
        source, outputs = cursor.take("IB")
        mapping[chr(source)] = "".join(map(chr, cursor.take(f"{outputs}I")))
    return mapping


def _read_tensors(cursor: _Cursor, shape: Shape) -> dict[str, NDArray[np.float32]]:
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
    raw: bytes, size: int, shape: Shape, name: str, *, quantised: bool
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
