"""Writes encoders as int8 ONNX: the layers that stay as they were, and what was trained on them.

Attention is exported as one operation of onnxruntime instead of the thirty that an export makes
of it.
"""

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.autograd import Function
from torch.nn.functional import scaled_dot_product_attention
from transformers import BertModel
from transformers.models.bert.modeling_bert import BertAttention

from knowledge.features.sentences import LOWER_FILE, MODEL_FILE
from lab.training.answers import AnswerModel
from lab.training.edits import EditModel
from lab.training.labels import LabelModel
from lab.training.layers import through, unit_mean

_Model = TypeVar("_Model", bound=nn.Module)


class _Attention(Function):
    """Computes in torch what onnxruntime's `MultiHeadAttention` computes, and exports as that."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        q, k, v = (_split(part, heads) for part in (query, key, value))
        attended = scaled_dot_product_attention(q, k, v)
        return attended.transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        attention = graph.op(
            "com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads
        )
        return attention.setType(query.type())


def _split(states: Tensor, heads: int) -> Tensor:
    return states.reshape(*states.shape[:2], heads, -1).transpose(1, 2)


class _FusedSelfAttention(nn.Module):
    """Takes the place of a BERT layer's self-attention, for texts without padding."""

    def __init__(self, attention: Any) -> None:
        super().__init__()
        self.query, self.key, self.value = attention.query, attention.key, attention.value
        self._heads = attention.num_attention_heads

    def forward(self, hidden: Tensor, *_: Any, **__: Any) -> tuple[Tensor, None]:
        parts = (self.query(hidden), self.key(hidden), self.value(hidden))
        attended: Tensor = _Attention.apply(*parts, self._heads)  # type: ignore[no-untyped-call]
        return attended, None


def with_fused_attention(module: _Model) -> _Model:
    """A copy that exports to fewer operations; its BERT layers heed no mask and cannot learn."""
    fused = deepcopy(module)
    for part in list(fused.modules()):
        if isinstance(part, BertAttention):
            part.self = _FusedSelfAttention(part.self)
    return fused.eval()


_Axes = Mapping[str, dict[int, str]]
_AXES = {0: "batch", 1: "tokens"}
OUTLIERS = "/members.{member}/_layers.0/output/dense/MatMul"
"""Stays in floats. Its inputs have a few values so large that in int8 all others are lost."""


class _Graph(NamedTuple):
    """A module to trace, with inputs for it, and the axes by name, first those of the inputs."""

    module: nn.Module
    examples: tuple[Tensor, ...]
    outputs: Sequence[str]
    axes: _Axes


class _Lower(nn.Module):
    """Token ids in, hidden states out."""

    def __init__(self, bert: BertModel, layers: int) -> None:
        super().__init__()
        self.embeddings, self.layers = bert.embeddings, bert.encoder.layer[:layers]

    def forward(self, input_ids: Tensor) -> Tensor:
        return through(self.layers, self.embeddings(input_ids=input_ids))


class _Upper(nn.Module):
    """Hidden states in, one unit-length sentence vector a row out."""

    def __init__(self, bert: BertModel, lower: int) -> None:
        super().__init__()
        self.layers = bert.encoder.layer[lower:]

    def forward(self, states: Tensor) -> Tensor:
        return unit_mean(through(self.layers, states))


def export_int8(bert: BertModel, lower_layers: int, folder: Path) -> None:
    """Write the two halves of `bert` to `folder`, weights quantised to int8 per channel.

    The lower half is embeddings and `lower_layers` layers; the upper one ends in a vector. Both
    take texts of one length, so they know no mask.
    """
    export_lower_int8(bert, lower_layers, folder)
    width = bert.config.hidden_size
    _export(_upper(_Upper(bert, lower_layers), ["sentence_embedding"], width), folder / MODEL_FILE)


def export_labels_int8(model: LabelModel, width: int, folder: Path) -> None:
    """Write `model` likewise, with all its heads.

    Hidden states of `width` come in, and which of them are of the context.
    """
    in_floats = [OUTLIERS.format(member=number) for number in range(len(model.members))]
    outputs = list(model.columns)
    axes = {"states": _AXES, "of_context": _AXES} | {name: {0: "batch"} for name in outputs}
    examples = (torch.zeros(1, 4, width), torch.tensor([[0.0, 0.0, 1.0, 1.0]]))
    graph = _Graph(with_fused_attention(model), examples, outputs, axes)
    _export(graph, folder / MODEL_FILE, in_floats)


def export_answers_int8(model: AnswerModel, width: int, folder: Path) -> None:
    """Write `model`, which scores a question and an answer, likewise."""
    axes = {"states": _AXES, "of_context": _AXES, "score": {0: "batch"}}
    examples = (torch.zeros(1, 4, width), torch.tensor([[0.0, 0.0, 1.0, 1.0]]))
    graph = _Graph(with_fused_attention(model), examples, ["score"], axes)
    _export(graph, folder / MODEL_FILE, [OUTLIERS.removeprefix("/members.{member}")])


def export_edits_int8(model: EditModel, width: int, folder: Path) -> None:
    """Write `model`, which reads a message before a text, likewise."""
    axes = {"states": _AXES, "of_context": _AXES, "told": _AXES}
    examples = (torch.zeros(1, 4, width), torch.tensor([[0.0, 0.0, 1.0, 1.0]]))
    in_floats = [OUTLIERS.format(member=number) for number in range(len(model.members))]
    graph = _Graph(with_fused_attention(model), examples, ["told"], axes)
    _export(graph, folder / MODEL_FILE, in_floats)


def export_lower_int8(bert: BertModel, layers: int, folder: Path) -> None:
    """Write embeddings and the lowest `layers` of `bert` likewise."""
    axes = {"input_ids": _AXES, "states": _AXES}
    lower = with_fused_attention(_Lower(bert, layers))
    graph = _Graph(lower, (torch.tensor([[0, 5, 6, 2]]),), ["states"], axes)
    _export(graph, folder / LOWER_FILE)


def _upper(module: nn.Module, outputs: Sequence[str], width: int) -> _Graph:
    axes = {"states": _AXES} | {name: {0: "batch"} for name in outputs}
    return _Graph(with_fused_attention(module), (torch.zeros(1, 4, width),), outputs, axes)


def _export(graph: _Graph, target: Path, in_floats: Sequence[str] = ()) -> None:
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        _export_floats(graph, exact)
        options = {"per_channel": True, "nodes_to_exclude": list(in_floats)}
        quantize_dynamic(exact, target, weight_type=QuantType.QInt8, **options)


def _export_floats(graph: _Graph, target: Path) -> None:
    inputs = [name for name in graph.axes if name not in graph.outputs]
    with warnings.catch_warnings():
        # The tracing exporter is announced as legacy; its graph is what the quantiser fuses best.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.module,
            graph.examples,
            str(target),
            input_names=inputs,
            output_names=list(graph.outputs),
            dynamic_axes=dict(graph.axes),
            opset_version=17,
            dynamo=False,
        )
