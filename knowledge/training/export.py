"""Writes encoders as int8 ONNX: the layers that stay as they were, and what was trained on them."""

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from knowledge.features.sentences import LOWER_FILE, MODEL_FILE
from knowledge.training.attention import with_fused_attention
from knowledge.training.label_model import LabelModel
from knowledge.training.layers import pooled

_Axes = Mapping[str, dict[int, str]]
_AXES = {0: "batch", 1: "tokens"}


class _Lower(nn.Module):
    """Token ids in, hidden states out."""

    def __init__(self, bert: BertModel, layers: int) -> None:
        super().__init__()
        self.embeddings, self.layers = bert.embeddings, bert.encoder.layer[:layers]

    def forward(self, input_ids: Tensor) -> Tensor:
        return _through(self.layers, self.embeddings(input_ids=input_ids))


class _Upper(nn.Module):
    """Hidden states in, one unit-length sentence vector a row out."""

    def __init__(self, bert: BertModel, lower: int) -> None:
        super().__init__()
        self.layers = bert.encoder.layer[lower:]

    def forward(self, states: Tensor) -> Tensor:
        hidden = _through(self.layers, states)
        return pooled(hidden, torch.ones(hidden.shape[:2]))


class _UpperLabels(nn.Module):
    """Hidden states in, the two outputs of a `LabelModel` out."""

    def __init__(self, model: LabelModel, upper: _Upper) -> None:
        super().__init__()
        self.model, self.upper = model, upper

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        acts, labels = self.model.heads(self.upper(states))
        return acts.log_softmax(-1), labels.log_softmax(-1)


def export_int8(bert: BertModel, lower_layers: int, folder: Path) -> None:
    """Write the two halves of `bert` to `folder`, weights quantised to int8 per channel.

    The lower half is embeddings and `lower_layers` layers; the upper one ends in a vector. Both
    take texts of one length, so they know no mask.
    """
    bert = with_fused_attention(bert)
    _export_lower(bert, lower_layers, folder)
    _export_upper(_Upper(bert, lower_layers), ["sentence_embedding"], bert, folder)


def export_labels_int8(model: LabelModel, lower_layers: int, folder: Path) -> None:
    """Write `model` likewise; the upper half ends in both its outputs."""
    bert = with_fused_attention(model.bert)
    _export_lower(bert, lower_layers, folder)
    upper = _UpperLabels(model, _Upper(bert, lower_layers))
    _export_upper(upper, ["acts", "labels"], bert, folder)


def _through(layers: nn.ModuleList, hidden: Tensor) -> Tensor:
    for layer in layers:
        told = layer(hidden)
        hidden = told[0] if isinstance(told, tuple) else told
    return hidden


def _export_lower(bert: BertModel, layers: int, folder: Path) -> None:
    axes = {"input_ids": _AXES, "states": _AXES}
    ids = torch.tensor([[0, 5, 6, 2]])
    _export(_Lower(bert, layers), ids, ["states"], axes, folder / LOWER_FILE)


def _export_upper(module: nn.Module, outputs: Sequence[str], bert: BertModel, folder: Path) -> None:
    axes = {"states": _AXES} | {name: {0: "batch"} for name in outputs}
    states = torch.zeros(1, 4, bert.config.hidden_size)
    _export(module, states, outputs, axes, folder / MODEL_FILE)


def _export(
    module: nn.Module, example: Tensor, outputs: Sequence[str], axes: _Axes, target: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        _export_float(module.eval(), example, outputs, axes, exact)
        quantize_dynamic(exact, target, weight_type=QuantType.QInt8, per_channel=True)


def _export_float(
    module: nn.Module, example: Tensor, outputs: Sequence[str], axes: _Axes, target: Path
) -> None:
    (input_name,) = set(axes).difference(outputs)
    with warnings.catch_warnings():
        # The tracing exporter is announced as legacy; its graph is what the quantiser fuses best.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (example,),
            str(target),
            input_names=[input_name],
            output_names=list(outputs),
            dynamic_axes=dict(axes),
            opset_version=17,
            dynamo=False,
        )
