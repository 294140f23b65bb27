"""Attention as one operation of onnxruntime instead of the thirty that an export makes of it."""

from copy import deepcopy
from typing import Any, TypeVar

from torch import Tensor, nn
from torch.autograd import Function
from torch.nn.functional import scaled_dot_product_attention
from transformers.models.bert.modeling_bert import BertAttention

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
