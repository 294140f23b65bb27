"""The sentence encoder over onnxruntime and tokenizers alone: no torch in Rasa's environment."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSION = 384
PROMPT = "query: "
_MAX_TOKENS = 128


class OnnxEncoder:
    """Texts to float32 vectors of length 1, shape (texts, 384), the prompt for queries added.

    `folder` holds model.onnx and tokenizer.json; raises FileNotFoundError when it does not.
    """

    def __init__(self, folder: Path) -> None:
        model, tokenizer = folder / "model.onnx", folder / "tokenizer.json"
        for path in (model, tokenizer):
            if not path.is_file():
                raise FileNotFoundError(f"the encoder is missing: {path}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options)
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_MAX_TOKENS)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of repaired texts, in their order."""
        # One by one: int8 scales depend on the whole batch, so that a text in company would get
        # another vector than the same text from a citizen. It is no slower.
        return np.stack([self._run(text) for text in texts])

    def _run(self, text: str) -> NDArray[np.float32]:
        ids = np.array([self._tokenizer.encode(PROMPT + text).ids], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        (vectors,) = self._session.run(["sentence_embedding"], inputs)
        return np.asarray(vectors[0], np.float32)


@cache
def load_encoder(folder: Path) -> OnnxEncoder:
    """The process's encoder for a folder: Rasa builds a component for each graph node."""
    return OnnxEncoder(folder)


def fingerprint_of(folder: Path) -> str:
    """Hash of the model and its tokenizer; raises FileNotFoundError when one is missing."""
    digest = hashlib.sha256()
    for name in ("model.onnx", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
