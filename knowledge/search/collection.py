"""The search without the catalogue: any texts, and no questions to learn from."""

from collections.abc import Sequence

import numpy as np

from knowledge.search.encoder import Encoder
from knowledge.search.fusion import scaled
from knowledge.search.index import DenseIndex
from knowledge.search.lexical import Bm25, CharacterNgrams

DENSE, WORDS, CHARACTERS = 0.5, 0.35, 0.15
"""Our encoder is trained for one catalogue, so words count for more in a foreign collection."""


class Collection:
    """Repaired `texts` in an index of vectors, words and characters."""

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        self._encoder = encoder
        self._dense = DenseIndex(encoder.documents(texts))
        self._words = Bm25(texts)
        self._characters = CharacterNgrams(texts)

    def best(self, text: str, limit: int) -> list[int]:
        """Rows of the best texts for a repaired question, best first."""
        fused = (
            DENSE * scaled(self._dense.scores(self._encoder.query(text)))
            + WORDS * scaled(self._words.scores(text))
            + CHARACTERS * scaled(self._characters.scores(text))
        )
        return [int(row) for row in np.argsort(-fused, kind="stable")[:limit]]
