"""A base encoder of random weights, small enough to train in a test."""

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from knowledge.search.encoder import OWN_ENCODER
from lab.training.base_encoder import BaseEncoder


def tiny_base() -> BaseEncoder:
    """Four layers of width 32 over the real vocabulary; the same ones every time."""
    tokenizer = Tokenizer.from_file(str(OWN_ENCODER / "tokenizer.json"))
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=4,
        num_attention_heads=2,
        intermediate_size=64,
        attn_implementation="eager",
    )
    return BaseEncoder(BertModel(config, add_pooling_layer=False), tokenizer)
