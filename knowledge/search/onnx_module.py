"""A sentence-transformers input module over our own int8 ONNX encoder."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from torch.nn.utils.rnn import pad_sequence

from knowledge.features.sentences import FILES, SentenceEncoder


class OnnxModule(InputModule):
    """Texts in, unit-length sentence vectors out; `folder` holds the files of an `OnnxText`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.sentences = SentenceEncoder(folder)

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Token ids and attention mask of `inputs`, each with `prompt` before it."""
        rows = [torch.tensor(self.sentences.tokens((prompt or "") + text)) for text in inputs]
        masks = [torch.ones_like(row) for row in rows]
        return {
            "input_ids": pad_sequence(rows, batch_first=True),
            "attention_mask": pad_sequence(masks, batch_first=True),
        }

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Add `sentence_embedding` to `features`."""
        rows = zip(features["input_ids"], features["attention_mask"], strict=True)
        vectors = self.sentences.vectors(ids[mask.bool()].tolist() for ids, mask in rows)
        features["sentence_embedding"] = torch.from_numpy(np.stack(list(vectors)))
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a sentence vector."""
        return self.sentences.dimension

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Copy model and tokenizer to `output_path`."""
        for name in FILES:
            source = self.folder / name
            Path(output_path, name).write_bytes(source.read_bytes())


def limit_torch_threads() -> None:
    """Keep torch to one thread: only small tensor copies are left to it beside onnxruntime."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    torch.set_num_threads(1)
