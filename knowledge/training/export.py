"""Writes encoders as int8 ONNX."""

import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from knowledge.training.labels import LabelModel
from knowledge.training.layers import pooled


class PooledEncoder(nn.Module):
    """Token ids and mask in, one unit-length sentence vector a row out."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Mean of the token vectors, scaled to length 1."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return pooled(hidden, attention_mask)


def export_int8(bert: BertModel, target: Path) -> None:
    """Export `bert` with its pooling to `target`, weights quantised to int8 per channel."""
    _export(PooledEncoder(bert), ["sentence_embedding"], target)


def export_labels_int8(model: LabelModel, target: Path) -> None:
    """Export `model` likewise, with both its outputs."""
    _export(model, ["acts", "labels"], target)


def _export(module: nn.Module, outputs: list[str], target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        _export_float(module.eval(), outputs, exact)
        quantize_dynamic(exact, target, weight_type=QuantType.QInt8, per_channel=True)


def _export_float(module: nn.Module, outputs: list[str], target: Path) -> None:
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
            output_names=outputs,
            dynamic_axes={"input_ids": axes, "attention_mask": axes}
            | {name: {0: "batch"} for name in outputs},
            opset_version=17,
            dynamo=False,
        )
