"""The dense index: FAISS over service vectors, on disk, rebuilt only where texts changed."""

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.kept import KeptArrays

Progress = Callable[[int, int], None]
"""Called with (texts encoded so far, texts to encode)."""

_BATCH = 16


_LOOKED_AT = 3
"""Vectors that are compared with their texts; encoding one takes a few milliseconds."""
_ALIKE = 0.98
"""Least cosine of a kept vector with that of its text. The same text gives more than 0.999 in any
batch, a random vector less than 0.5."""


class IndexMismatchError(RuntimeError):
    """The index on disk is damaged, or was built with another encoder than the one configured."""


@dataclass(frozen=True)
class BuildReport:
    """How many of the texts had to be encoded, of how many."""

    encoded: int
    total: int


class DenseIndex:
    """Inner products of a query vector with every document vector."""

    def __init__(self, vectors: Vectors) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def scores(self, query: Vectors) -> NDArray[np.float32]:
        """Cosine with every document, in document order; `query` has shape (dimension,)."""
        size = self._index.ntotal
        found, places = self._index.search(query[None, :], size)
        scores = np.empty(size, np.float32)
        scores[places[0]] = found[0]
        return scores


class VectorStore:
    """The vectors under `folder`, by the hash of their text.

    The texts are what is searched in, or with `of_questions` what people ask.
    """

    def __init__(self, folder: Path, *, of_questions: bool = False) -> None:
        self._of_questions = of_questions
        self._kept = KeptArrays(folder / "vectors.npz", folder / "manifest.json")
        self._older = folder / "vectors.npy"

    def build(
        self, texts: Sequence[str], encoder: Encoder, progress: Progress | None = None
    ) -> BuildReport:
        """Encode the texts that are not stored yet, and store exactly `texts`."""
        known = self._sound(texts, encoder)
        missing = [text for text in dict.fromkeys(texts) if _hash(text) not in known]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            encode = encoder.queries if self._of_questions else encoder.documents
            known.update(zip(map(_hash, batch), encode(batch), strict=True))
            if progress:
                progress(start + len(batch), len(missing))
        self._write(texts, known, encoder.fingerprint)
        return BuildReport(len(missing), len(texts))

    def load(self, texts: Sequence[str], encoder: Encoder) -> Vectors:
        """Vectors of `texts`, in order.

        Raises `IndexMismatchError` when the store is damaged or was built with another encoder, and
        `KeyError` when a text is missing: `build` makes it whole.
        """
        known = self._sound(texts, encoder)
        if not known:
            raise IndexMismatchError(
                "the search index is damaged or of another encoder; run `dastyar index`"
            )
        return np.stack([known[_hash(text)] for text in texts])

    def _sound(self, texts: Sequence[str], encoder: Encoder) -> dict[str, Vectors]:
        """The vectors by hash of their text; none if some vectors do not fit their texts.

        A manifest that fits proves only that nothing was damaged since it was written. So a few
        vectors are compared with newly encoded texts.
        """
        known = self._known(encoder.fingerprint)
        kept = [text for text in texts if _hash(text) in known]
        encode = encoder.query if self._of_questions else encoder.document
        for text in random.sample(kept, min(_LOOKED_AT, len(kept))):
            vector = known[_hash(text)]
            expected = encode(text)
            if vector.shape != expected.shape or not vector @ expected >= _ALIKE:
                return {}
        return known

    def _known(self, fingerprint: str) -> dict[str, Vectors]:
        if not (found := self._kept.read()):
            return {}
        arrays, about = found
        hashes, vectors = about.get("texts"), arrays.get("vectors")
        if about.get("encoder") != fingerprint or not isinstance(hashes, list):
            return {}
        if vectors is None or len(hashes) != len(vectors):
            return {}
        return dict(zip(hashes, vectors, strict=True))

    def _write(self, texts: Sequence[str], known: dict[str, Vectors], fingerprint: str) -> None:
        hashes = [_hash(text) for text in texts]
        vectors = np.stack([known[key] for key in hashes])
        self._kept.write({"vectors": vectors}, {"encoder": fingerprint, "texts": hashes})
        self._older.unlink(missing_ok=True)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
