"""Lexical scores: BM25 over stemmed words, and TF-IDF over character n-grams."""

import re
from collections.abc import Sequence
from functools import lru_cache

import bm25s
import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.features.tfidf import QuickTfidf

Scores = NDArray[np.float32]
"""One score a document, higher is better."""

_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"(?:ها|های|هایی|هایم|هایش|ام|ات|اش|ان|ی|م|ت|ش)$")
_MIN_STEM = 3
_STOP = frozenset(
    [
        "از",
        "به",
        "در",
        "با",
        "برای",
        "که",
        "را",
        "و",
        "یا",
        "این",
        "آن",
        "است",
        "هست",
        "هم",
        "من",
        "می",
        "خواهم",
        "باید",
        "چه",
        "چی",
        "کجا",
        "چطور",
        "چگونه",
        "کنم",
        "کند",
        "شود",
        "شد",
        "کرد",
        "بود",
        "باشد",
        "اگر",
        "تا",
        "هر",
        "ما",
        "شما",
        "او",
        "یک",
        "سلام",
        "لطفا",
        "دارم",
        "دارد",
        "ندارم",
    ]
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """`word` without a plural or possessive ending, unless too little would be left."""
    shorter = _SUFFIX.sub("", word)
    return shorter if len(shorter) >= _MIN_STEM else word


def words(text: str) -> list[str]:
    """Stems of the content words of a repaired text; half-spaces separate."""
    tokens = _WORD.findall(text.lower().replace("\u200c", " "))
    return [stem(token) for token in tokens if token not in _STOP]


class Bm25:
    """BM25 over the stems of `documents`."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._size = len(documents)
        corpus = [words(document) or ["-"] for document in documents]
        self._model = bm25s.BM25(k1=1.2, b=0.5)
        self._model.index(corpus, show_progress=False)

    def scores(self, query: str) -> Scores:
        """BM25 of `query` against every document; zeros when no word is known."""
        known = [word for word in words(query) if word in self._model.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._model.get_scores(known), np.float32)


class CharacterNgrams:
    """Cosine of TF-IDF vectors over character 2- to 5-grams: forgiving of spelling and joins."""

    def __init__(self, documents: Sequence[str]) -> None:
        vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32
        )
        # One row an n-gram, so that a query touches only its own rows.
        self._by_ngram = vectorizer.fit_transform(map(_flatten, documents)).T.tocsr()
        self._tfidf = QuickTfidf(vectorizer)

    def scores(self, query: str) -> Scores:
        """Cosine of `query` with every document."""
        places, values = self._tfidf.features(_flatten(query))
        return np.asarray(self._by_ngram[places].T @ values, np.float32)


def _flatten(text: str) -> str:
    return text.replace("\u200c", " ")
