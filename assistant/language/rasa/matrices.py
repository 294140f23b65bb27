"""The features of messages as matrices for a classifier."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack, vstack

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


def has_features(message: Message) -> bool:
    """Whether the featurizers saw the message; an empty text has no features."""
    return message.get_dense_features(TEXT)[1] is not None


def vectors_of(messages: Sequence[Message]) -> Vectors:
    """Sentence vectors, shape (messages, dimension)."""
    rows = [message.get_dense_features(TEXT)[1].features for message in messages]
    return np.asarray(np.vstack(rows), np.float32)


def matrix_of(messages: Sequence[Message], standard: Standard, weight: float) -> csr_matrix:
    """Sparse features, then the standardised vector times `weight`; one row a message."""
    sparse = vstack([csr_matrix(m.get_sparse_features(TEXT)[1].features) for m in messages])
    dense = csr_matrix(standard.apply(vectors_of(messages)) * weight)
    return hstack([sparse, dense], format="csr", dtype=np.float32)
