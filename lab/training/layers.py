"""The encoder in two halves: frozen lower layers, computed once, and upper ones that learn."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from knowledge.features.sentences import LOWER_FILE, session
from knowledge.search.encoder import PROMPTS


class FrozenLower:
    """Word embeddings and the lowest layers, as they are written for use: quantised.

    What learns above them learns with the small faults that it will meet in use.
    """

    def __init__(
        self, folder: Path, tokenizer: Tokenizer, tokens: int, context_tokens: int = 0
    ) -> None:
        """`folder` holds what `export_lower_int8` wrote; texts are cut at `tokens`."""
        self._session = session((folder / LOWER_FILE).read_bytes())
        self._tokenizer, self._tokens = tokenizer, tokens
        self._context_tokens = context_tokens

    def states(self, text: str) -> Tensor:
        """The token vectors of a text, shape (tokens, width)."""
        return self._states(PROMPTS["query"] + text, self._tokens)

    def context(self, text: str) -> Tensor:
        """The token vectors of the context before a text, likewise."""
        return self._states(text, self._context_tokens)

    def begun(self, text: str, shorten: Callable[[list[int]], list[int]]) -> Tensor:
        """Those of a text that has its prompt in front, of the tokens that `shorten` leaves."""
        return self._of(shorten(self._tokenizer.encode(text).ids))

    def _states(self, text: str, most: int) -> Tensor:
        return self._of(self._tokenizer.encode(text).ids[:most])

    def _of(self, ids: list[int]) -> Tensor:
        (states,) = self._session.run(None, {"input_ids": np.array([ids], np.int64)})
        return torch.from_numpy(states[0])


def states_after(
    layers: Iterable[nn.Module],
    stops: Collection[int],
    states: Tensor,
    shown: Tensor | None = None,
) -> list[Tensor]:
    """Token vectors after so many of `layers`, as often as there are stops, rising.

    `states` are rows of token vectors; `shown`, shape (rows, tokens), is 1 where there is a token.
    """
    hidden, found = states, []
    for number, layer in enumerate(layers, 1):
        hidden = _through(layer, hidden, shown)
        if number in stops:
            found.append(hidden.float())
    return found


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows of different length as one tensor, and where each has something: 1, else 0."""
    shown = [torch.ones(len(row), dtype=torch.long) for row in rows]
    return nn.utils.rnn.pad_sequence(list(rows), True), nn.utils.rnn.pad_sequence(shown, True)


def cut_off(state: Tensor, share: float) -> Tensor:
    """`state` without a random share of its tokens; the first two and the last stay.

    The prompt and the end are in every sentence. Whatever the lower layers passed from a removed
    token to others stays.
    """
    kept = torch.rand(len(state)) >= share
    kept[[0, 1, -1]] = True
    return state[kept]


def unit_mean(hidden: Tensor, shown: Tensor | None = None) -> Tensor:
    """The mean of the token vectors that are there, scaled to length 1."""
    weights = torch.ones(hidden.shape[:2]) if shown is None else shown
    weights = weights.unsqueeze(-1).to(hidden.dtype)
    mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
    return nn.functional.normalize(mean, dim=-1)


def through(layers: Iterable[nn.Module], hidden: Tensor) -> Tensor:
    """Token vectors of texts of one length after all of `layers`."""
    for layer in layers:
        hidden = _through(layer, hidden, None)
    return hidden


def _through(layer: nn.Module, hidden: Tensor, shown: Tensor | None) -> Tensor:
    mask = [] if shown is None else [_hiding(shown)]
    told = layer(hidden, *mask)
    after: Tensor = told[0] if isinstance(told, tuple) else told
    return after


def _hiding(shown: Tensor) -> Tensor:
    return (1 - shown[:, None, None, :].float()) * torch.finfo(torch.float32).min
