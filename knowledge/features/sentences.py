"""Sentence vectors by onnxruntime and tokenizers alone: no torch is needed."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"


class OnnxText:
    """A model over the tokens of one text; `folder` holds model.onnx and tokenizer.json.

    Raises FileNotFoundError when one of them is missing. Texts are taken one by one: int8 scales
    depend on the whole batch, so that a text in company would get other numbers than alone. For
    the short texts of citizens it is no slower.
    """

    def __init__(self, folder: Path) -> None:
        for name in (MODEL_FILE, TOKENIZER_FILE):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"the encoder is missing: {folder / name}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / MODEL_FILE), options)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))

    def tokens(self, text: str) -> list[int]:
        """Token ids of `text`, cut at the tokenizer's limit."""
        ids: list[int] = self._tokenizer.encode(text).ids
        return ids

    def outputs(self, tokens: list[int]) -> list[NDArray[np.float32]]:
        """The model's outputs for `tokens`, one row each."""
        ids = np.array([tokens], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        return [np.asarray(rows[0], np.float32) for rows in self._session.run(None, feed)]


class SentenceEncoder(OnnxText):
    """One text to one vector of length 1."""

    def __init__(self, folder: Path) -> None:
        """`folder` as for `OnnxText`."""
        super().__init__(folder)
        (output,) = self._session.get_outputs()
        self.dimension = int(output.shape[1])

    def vector(self, tokens: list[int]) -> NDArray[np.float32]:
        """The vector of `tokens`, shape (dimension,)."""
        (vector,) = self.outputs(tokens)
        return vector
