"""Puts the unpacked tensors into a transformers `BertModel`, so that torch can train it."""

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertConfig, BertModel

from knowledge.training.packed import PackedModel, Shape

_LAYER = {
    "q.w": "attention.self.query.weight",
    "q.b": "attention.self.query.bias",
    "k.w": "attention.self.key.weight",
    "k.b": "attention.self.key.bias",
    "v.w": "attention.self.value.weight",
    "v.b": "attention.self.value.bias",
    "ao.w": "attention.output.dense.weight",
    "ao.b": "attention.output.dense.bias",
    "aln.w": "attention.output.LayerNorm.weight",
    "aln.b": "attention.output.LayerNorm.bias",
    "fi.w": "intermediate.dense.weight",
    "fi.b": "intermediate.dense.bias",
    "fo.w": "output.dense.weight",
    "fo.b": "output.dense.bias",
    "oln.w": "output.LayerNorm.weight",
    "oln.b": "output.LayerNorm.bias",
}
_EMBEDDINGS = {
    "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}


def build_bert(packed: PackedModel, kept: list[int]) -> BertModel:
    """A float32 `BertModel` with the word embeddings of the `kept` pieces only."""
    model = BertModel(_config(packed.shape, len(kept)), add_pooling_layer=False)
    state = {name: torch.from_numpy(value) for name, value in _state(packed, kept).items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or set(missing) - {"embeddings.position_ids", "embeddings.token_type_ids"}:
        raise ValueError(f"weights do not fit: missing {missing}, unexpected {unexpected}")
    return model.eval()


def _config(shape: Shape, vocabulary: int) -> BertConfig:
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        attn_implementation="eager",
    )


def _state(packed: PackedModel, kept: list[int]) -> dict[str, NDArray[np.float32]]:
    tensors = packed.tensors
    state = {f"embeddings.{target}": tensors[name] for name, target in _EMBEDDINGS.items()}
    state["embeddings.word_embeddings.weight"] = tensors["emb.word"][kept]
    for layer in range(packed.shape.layers):
        for name, target in _LAYER.items():
            state[f"encoder.layer.{layer}.{target}"] = tensors[f"l{layer}.{name}"]
    return state
