"""The dense index: FAISS over service vectors, on disk, rebuilt only where texts changed."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.search.encoder import Encoder, Vectors

Progress = Callable[[int, int], None]
"""Called with (texts encoded so far, texts to encode)."""

_BATCH = 16


class _Manifest(TypedDict):
    encoder: str
    texts: list[str]


class IndexMismatchError(RuntimeError):
    """The index on disk was built with another encoder than the one configured."""


@dataclass(frozen=True)
class BuildReport:
    """How many of the texts were encoded anew, of how many."""

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
    """The vectors under `folder`, by the hash of the text they stand for.

    The texts are what is searched in, or with `of_questions` what people ask.
    """

    def __init__(self, folder: Path, *, of_questions: bool = False) -> None:
        self._of_questions = of_questions
        self._manifest = folder / "manifest.json"
        self._vectors = folder / "vectors.npy"

    def build(
        self, texts: Sequence[str], encoder: Encoder, progress: Progress | None = None
    ) -> BuildReport:
        """Encode the texts that are not stored yet, and store exactly `texts`."""
        known = self._known(encoder.fingerprint)
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

        Raises `IndexMismatchError` when the store was built with another encoder, and `KeyError`
        when a text is missing: `build` makes it whole.
        """
        manifest = self._read_manifest()
        if manifest["encoder"] != encoder.fingerprint:
            raise IndexMismatchError(
                "the search index was built with another encoder; run `dastyar index`"
            )
        known = dict(zip(manifest["texts"], np.load(self._vectors), strict=True))
        return np.stack([known[_hash(text)] for text in texts])

    def _known(self, fingerprint: str) -> dict[str, Vectors]:
        if not self._manifest.exists():
            return {}
        manifest = self._read_manifest()
        if manifest["encoder"] != fingerprint:
            return {}
        return dict(zip(manifest["texts"], np.load(self._vectors), strict=True))

    def _read_manifest(self) -> _Manifest:
        manifest: _Manifest = json.loads(self._manifest.read_text())
        return manifest

    def _write(self, texts: Sequence[str], known: dict[str, Vectors], fingerprint: str) -> None:
        hashes = [_hash(text) for text in texts]
        self._manifest.parent.mkdir(parents=True, exist_ok=True)
        partial = self._vectors.with_suffix(".partial.npy")
        # Without a manifest the store counts as empty, so a crash between the two loses nothing.
        self._manifest.unlink(missing_ok=True)
        np.save(partial, np.stack([known[key] for key in hashes]))
        os.replace(partial, self._vectors)
        self._manifest.write_text(json.dumps({"encoder": fingerprint, "texts": hashes}))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
