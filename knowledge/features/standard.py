"""Sentence vectors made comparable for a linear classifier."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Standard:
    """Takes out of sentence vectors what all of them have in common.

    Encoders put every text into a narrow cone; centred and scaled, the vectors tell texts apart.
    """

    mean: Vectors
    deviation: Vectors

    @classmethod
    def of(cls, vectors: Vectors) -> "Standard":
        """Mean and deviation of training vectors, shape (texts, dimension)."""
        return cls(vectors.mean(axis=0), vectors.std(axis=0) + np.float32(1e-6))

    def apply(self, vectors: Vectors) -> Vectors:
        """Centred and scaled vectors of length 1."""
        scaled = (vectors - self.mean) / self.deviation
        length = np.linalg.norm(scaled, axis=1, keepdims=True)
        return np.asarray(scaled / np.maximum(length, 1e-6), np.float32)
