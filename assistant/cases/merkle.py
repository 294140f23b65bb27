"""Merkle trees as in RFC 9162 (section 2.1), over hashes in hex."""

import hashlib
from collections.abc import Sequence


def root(leaves: Sequence[str]) -> str:
    """The tree's root; without a leaf it is the hash of nothing."""
    if not leaves:
        return hashlib.sha256().hexdigest()
    if len(leaves) == 1:
        return _hash(b"\x00", leaves[0])
    cut = _cut(len(leaves))
    return _hash(b"\x01", root(leaves[:cut]), root(leaves[cut:]))


def path(leaves: Sequence[str], position: int) -> list[str]:
    """The inclusion proof of the leaf at `position`, from the bottom up."""
    if len(leaves) == 1:
        return []
    cut = _cut(len(leaves))
    if position < cut:
        return [*path(leaves[:cut], position), root(leaves[cut:])]
    return [*path(leaves[cut:], position - cut), root(leaves[:cut])]


def _cut(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def _hash(prefix: bytes, *parts: str) -> str:
    return hashlib.sha256(prefix + b"".join(map(bytes.fromhex, parts))).hexdigest()
