"""A sentence-transformers input module that runs an int8 ONNX encoder with onnxruntime."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"


class OnnxEncoder(InputModule):
    """Texts in, unit-length sentence vectors out; `folder` holds model.onnx and tokenizer.json."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        super().__init__()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.folder = folder
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self.tokenizer.enable_padding(pad_id=1, pad_token="<pad>")
        self.session = onnxruntime.InferenceSession(str(folder / MODEL_FILE), options)
        (output,) = self.session.get_outputs()
        self.dimension = int(output.shape[1])

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Token ids and attention mask of `inputs`, each with `prompt` before it."""
        encodings = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        return {
            "input_ids": torch.tensor([e.ids for e in encodings]),
            "attention_mask": torch.tensor([e.attention_mask for e in encodings]),
        }

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Add `sentence_embedding` to `features`."""
        feed = {name: features[name].numpy() for name in ("input_ids", "attention_mask")}
        (vectors,) = self.session.run(None, feed)
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def vector(self, text: str) -> NDArray[np.float32]:
        """The unit-length vector of one text, shape (dimension,)."""
        ids = np.array([self.tokenizer.encode(text).ids])
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        (vectors,) = self.session.run(None, feed)
        vector: NDArray[np.float32] = vectors[0] / np.linalg.norm(vectors[0])
        return vector

    def get_embedding_dimension(self) -> int:
        """Length of a sentence vector."""
        return self.dimension

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Copy model and tokenizer to `output_path`."""
        for name in (MODEL_FILE, TOKENIZER_FILE):
            source = self.folder / name
            Path(output_path, name).write_bytes(source.read_bytes())


def limit_torch_threads() -> None:
    """Keep torch to one thread: only small tensor copies are left to it beside onnxruntime."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    torch.set_num_threads(1)
