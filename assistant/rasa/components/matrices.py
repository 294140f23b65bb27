"""The features of messages as matrices for a classifier."""

from collections.abc import Sequence

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, vstack


def has_features(message: Message) -> bool:
    """Whether the featurizer saw the message; an empty text has no features."""
    return message.get_sparse_features(TEXT)[1] is not None


def matrix_of(messages: Sequence[Message]) -> csr_matrix:
    """The n-grams of featurised messages, one row a message."""
    rows = [message.get_sparse_features(TEXT)[1].features.tocsr() for message in messages]
    return vstack(rows, format="csr", dtype=np.float32)
