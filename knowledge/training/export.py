"""Writes an encoder as int8 ONNX with a mean-pooled, L2-normalised output."""

import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel


class PooledEncoder(nn.Module):
    """Token ids and mask in, one unit-length sentence vector a row out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Mean of the token vectors, scaled to length 1."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
        return nn.functional.normalize(mean, dim=-1)


def export_int8(bert: BertModel, target: Path) -> None:
    """Export `bert` with its pooling to `target`, weights quantised to int8 per channel."""
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        _export_float(PooledEncoder(bert).eval(), exact)
        quantize_dynamic(exact, target, weight_type=QuantType.QInt8, per_channel=True)


def _export_float(module: PooledEncoder, target: Path) -> None:
    ids = torch.tensor([[0, 5, 6, 2], [0, 5, 2, 1]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    axes = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings():
        # The tracing exporter is announced as legacy; its graph is what the quantiser fuses best.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (ids, mask),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_axes={
                "input_ids": axes,
                "attention_mask": axes,
                "sentence_embedding": {0: "batch"},
            },
            opset_version=17,
            dynamo=False,
        )
