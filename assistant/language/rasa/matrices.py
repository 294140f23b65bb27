"""The features of messages as one matrix for a classifier."""

from collections.abc import Sequence

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack, vstack

DENSE_WEIGHT = 1.0


def has_features(message: Message) -> bool:
    """Whether the featurizers saw the message; an empty text has no features."""
    return message.get_dense_features(TEXT)[1] is not None


def matrix_of(messages: Sequence[Message], dense_weight: float = DENSE_WEIGHT) -> csr_matrix:
    """Sparse features, then the weighted vector; shape (messages, features), float32."""
    sparse = vstack([_sparse(m) for m in messages], format="csr")
    dense = np.vstack([m.get_dense_features(TEXT)[1].features for m in messages])
    blocks = [sparse, csr_matrix(dense * dense_weight)]
    return hstack(blocks, format="csr", dtype=np.float32)


def _sparse(message: Message) -> csr_matrix:
    _, sentence = message.get_sparse_features(TEXT)
    return csr_matrix(sentence.features)
