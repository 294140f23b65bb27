"""Sentence vectors by onnxruntime and tokenizers alone: no torch is needed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

LOWER_FILE = "lower.onnx"
"""Word embeddings and the layers that no training changed; encoders may have them in common."""
MODEL_FILE = "model.onnx"
"""The layers above."""
TOKENIZER_FILE = "tokenizer.json"
FILES = (LOWER_FILE, MODEL_FILE, TOKENIZER_FILE)


@dataclass(frozen=True)
class Begun:
    """A text after the lower layers: which layers these were, and what they made of it."""

    layers: str
    states: NDArray[np.float32]


class OnnxText:
    """A model over the tokens of one text; `folder` holds FILES.

    Raises FileNotFoundError when one of them is missing. Texts are taken one by one: int8 scales
    depend on the whole batch, so that a text in company would get other numbers than alone. For
    the short texts of citizens it is no slower.
    """

    def __init__(self, folder: Path) -> None:
        for name in FILES:
            if not (folder / name).is_file():
                raise FileNotFoundError(f"the encoder is missing: {folder / name}")
        model = (folder / LOWER_FILE).read_bytes()
        self._layers = hashlib.sha256(model).hexdigest()
        self._lower = _shared_session(self._layers, model)
        self._upper = session((folder / MODEL_FILE).read_bytes())
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))

    def tokens(self, text: str) -> list[int]:
        """Token ids of `text`, cut at the tokenizer's limit."""
        ids: list[int] = self._tokenizer.encode(text).ids
        return ids

    def windows(self, text: str) -> list[tuple[list[int], list[tuple[int, int]]]]:
        """All of `text`, however long: token ids, and where in it each token begins and ends."""
        first = self._tokenizer.encode(text)
        return [(told.ids, told.offsets) for told in (first, *first.overflowing)]

    def begin(self, tokens: list[int]) -> Begun:
        """Take `tokens` through the lower layers."""
        (states,) = self._lower.run(None, {"input_ids": np.array([tokens], np.int64)})
        return Begun(self._layers, states)

    def goes_on_from(self, begun: Begun) -> bool:
        """Whether the lower layers behind `begun` are this model's own."""
        return begun.layers == self._layers

    def outputs(self, begun: Begun) -> list[NDArray[np.float32]]:
        """The model's outputs, one row each."""
        return self._run({"states": begun.states})

    def outputs_with(self, begun: Begun, context: Begun | None) -> list[NDArray[np.float32]]:
        """Likewise, of a model that reads a text together with its context, if it has one."""
        parts = [begun.states] if context is None else [begun.states, context.states]
        flags = [np.full(part.shape[:2], number, np.float32) for number, part in enumerate(parts)]
        return self._run(
            {"states": np.concatenate(parts, 1), "of_context": np.concatenate(flags, 1)}
        )

    def _run(self, inputs: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        outputs = self._upper.run(None, inputs)
        return [np.asarray(rows[0], np.float32) for rows in outputs]


class SentenceEncoder(OnnxText):
    """One text to one vector of length 1."""

    def __init__(self, folder: Path) -> None:
        """`folder` as for `OnnxText`."""
        super().__init__(folder)
        (output,) = self._upper.get_outputs()
        self.dimension = int(output.shape[1])

    def vector(self, tokens: list[int]) -> NDArray[np.float32]:
        """The vector of `tokens`, shape (dimension,)."""
        return self.finished(self.begin(tokens))

    def vectors(self, texts: Iterable[list[int]]) -> Iterator[NDArray[np.float32]]:
        """The vectors of many texts, in order, on all cores; each text is still taken alone."""
        with ThreadPoolExecutor(os.cpu_count()) as cores:
            yield from cores.map(self.vector, texts)

    def finished(self, begun: Begun) -> NDArray[np.float32]:
        """The vector of a text that this model's lower layers have seen."""
        (vector,) = self.outputs(begun)
        return vector


def session(model: bytes) -> onnxruntime.InferenceSession:
    """A session on one thread for an exported model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options)


_SESSIONS: dict[str, onnxruntime.InferenceSession] = {}


def _shared_session(key: str, model: bytes) -> onnxruntime.InferenceSession:
    """The process's only session for the same layers."""
    if key not in _SESSIONS:
        _SESSIONS[key] = session(model)
    return _SESSIONS[key]
