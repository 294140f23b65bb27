"""The features of messages as matrices for a classifier."""

from collections.abc import Sequence

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, vstack

from knowledge.features.standard import Standard, Vectors


def has_features(message: Message) -> bool:
    """Whether the featurizers saw the message; an empty text has no features."""
    return message.get_dense_features(TEXT)[1] is not None


def vectors_of(messages: Sequence[Message]) -> Vectors:
    """Sentence vectors, shape (messages, dimension)."""
    rows = [message.get_dense_features(TEXT)[1].features for message in messages]
    return np.asarray(np.vstack(rows), np.float32)


def matrix_of(messages: Sequence[Message], standard: Standard, weight: float) -> csr_matrix:
    """Sparse features, then the standardised vector times `weight`; one row a message."""
    dense = standard.apply(vectors_of(messages)) * np.float32(weight)
    rows = [_row(message, vector) for message, vector in zip(messages, dense, strict=True)]
    return vstack(rows, format="csr", dtype=np.float32)


def _row(message: Message, dense: Vectors) -> csr_matrix:
    # By hand, because hstack of one row costs ten times as much.
    sparse = message.get_sparse_features(TEXT)[1].features.tocsr()
    data = np.concatenate([sparse.data, dense]).astype(np.float32)
    indices = np.concatenate([sparse.indices, np.arange(len(dense)) + sparse.shape[1]])
    width = sparse.shape[1] + len(dense)
    return csr_matrix((data, indices, [0, len(data)]), shape=(1, width))
