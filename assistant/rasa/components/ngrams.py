"""TF-IDF of word and character n-grams, kept as plain JSON and numbers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.features.tfidf import QuickTfidf

_WORD = r"[^\s.,،;؛:!؟?()\[\]«»\"'/]+"


@dataclass(frozen=True)
class Block:
    """One kind of n-gram: sklearn's analyzer name, lengths, rarest kept, weight in the whole."""

    analyzer: str
    lengths: tuple[int, int]
    min_df: int = 1
    weight: float = 1.0

    def vectorizer(self, vocabulary: "Sequence[str] | None" = None) -> TfidfVectorizer:
        """A vectorizer of this kind, unfitted or with a known vocabulary."""
        return TfidfVectorizer(
            analyzer=self.analyzer,
            ngram_range=self.lengths,
            min_df=self.min_df,
            sublinear_tf=True,
            token_pattern=_WORD,
            vocabulary=vocabulary,
            dtype=np.float32,
        )


BLOCKS = (Block("word", (1, 2)), Block("char_wb", (2, 5), min_df=2))


class Ngrams:
    """Texts to rows of sparse float32 features; each block has length `weight`."""

    def __init__(self, blocks: Sequence[Block] = BLOCKS) -> None:
        self._blocks = tuple(blocks)
        self._vectorizers = [block.vectorizer() for block in blocks]

    def fit(self, texts: Sequence[str]) -> None:
        """Learn vocabulary and document frequencies."""
        for vectorizer in self._vectorizers:
            vectorizer.fit(texts)
        self.__dict__.pop("_parts", None)

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """Shape (texts, features)."""
        return vstack([self.row(text) for text in texts], format="csr", dtype=np.float32)

    def row(self, text: str) -> csr_matrix:
        """Shape (1, features)."""
        places, values, width = [], [], 0
        for block, part in zip(self._blocks, self._parts):
            found, weights = part.features(text)
            places.append(found + width)
            values.append(weights * np.float32(block.weight))
            width += part.width
        data = (np.concatenate(values), np.concatenate(places))
        return csr_matrix((*data, [0, len(data[0])]), shape=(1, width))

    @cached_property
    def _parts(self) -> "list[QuickTfidf]":
        return [QuickTfidf(vectorizer) for vectorizer in self._vectorizers]

    def save(self, folder: Path) -> None:
        """Write one JSON and one .npy file for each block."""
        kinds = [[b.analyzer, list(b.lengths), b.min_df, b.weight] for b in self._blocks]
        _dump(folder / "blocks.json", kinds)
        for number, vectorizer in enumerate(self._vectorizers):
            _dump(folder / f"ngrams{number}.json", list(vectorizer.get_feature_names_out()))
            np.save(folder / f"idf{number}.npy", vectorizer.idf_.astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> "Ngrams":
        """Read what `save` wrote."""
        kinds = json.loads((folder / "blocks.json").read_text("utf-8"))
        found = cls([Block(a, (low, high), df, w) for a, (low, high), df, w in kinds])
        for number, block in enumerate(found._blocks):
            names = json.loads((folder / f"ngrams{number}.json").read_text("utf-8"))
            vectorizer = block.vectorizer(names)
            vectorizer.idf_ = np.load(folder / f"idf{number}.npy", allow_pickle=False)
            found._vectorizers[number] = vectorizer
        return found


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
