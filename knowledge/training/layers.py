"""The encoder in two halves: frozen lower layers, computed once, and upper ones that learn."""

from collections.abc import Iterable, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from knowledge.search.encoder import PROMPTS

_BATCH = 64


class FrozenLower:
    """Freezes word embeddings and the lowest layers of `bert`, and remembers what they say.

    Both halves compute in bfloat16: twice as fast where the processor knows it, and as exact as
    fine-tuning needs.
    """

    def __init__(self, bert: BertModel, tokenizer: Tokenizer, layers: int, tokens: int) -> None:
        self._bert, self._tokenizer, self._tokens = bert, tokenizer, tokens
        self._lower, self._upper = bert.encoder.layer[:layers], bert.encoder.layer[layers:]
        for module in (bert.embeddings, *self._lower):
            module.requires_grad_(requires_grad=False)

    @torch.no_grad()
    def states(self, texts: Sequence[str]) -> list[Tensor]:
        """What the frozen layers make of each text, shape (tokens, width)."""
        self._bert.eval()
        rows = [
            self._tokenizer.encode(PROMPTS["query"] + text).ids[: self._tokens] for text in texts
        ]
        found: list[Tensor] = [torch.empty(0)] * len(rows)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        for start in range(0, len(order), _BATCH):
            picked = order[start : start + _BATCH]
            ids, mask = _padded([torch.tensor(rows[i]) for i in picked])
            hidden = _through(self._lower, self._bert.embeddings(input_ids=ids), mask)
            for place, row in enumerate(picked):
                found[row] = hidden[place, : len(rows[row])].clone()
        return found

    def vectors(self, states: Sequence[Tensor]) -> Tensor:
        """Sentence vectors of length 1 from what `states` gave, through the layers that learn."""
        hidden, mask = _padded(states)
        return pooled(_through(self._upper, hidden, mask), mask)


def cut_off(state: Tensor, share: float) -> Tensor:
    """`state` without a random share of its tokens; the first two and the last stay.

    The prompt and the end are in every sentence. What the lower layers told the others stays, too.
    """
    kept = torch.rand(len(state)) >= share
    kept[[0, 1, -1]] = True
    return state[kept]


def pooled(hidden: Tensor, mask: Tensor) -> Tensor:
    """The mean of the token vectors, scaled to length 1."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
    return nn.functional.normalize(mean, dim=-1)


def _through(layers: Iterable[nn.Module], hidden: Tensor, mask: Tensor) -> Tensor:
    hidden_away = (1 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
    with torch.autocast("cpu", dtype=torch.bfloat16):
        for layer in layers:
            told = layer(hidden, hidden_away)
            hidden = told[0] if isinstance(told, tuple) else told
    return hidden.float()


def _padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    mask = nn.utils.rnn.pad_sequence([torch.ones(len(row), dtype=torch.long) for row in rows], True)
    return nn.utils.rnn.pad_sequence(list(rows), True), mask
