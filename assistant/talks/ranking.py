"""Teaches a ranker from samples: candidates, and the share of each that is right."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from assistant.dialogue.ranking import Features

HIDDEN, EPOCHS, BATCH, RATE, DECAY, DROPOUT = 24, 40, 16, 3e-3, 0.02, 0.1
"""On writers left out, the hidden layer lowered the loss from .94 to .75 (situations) and from .83
to .74 (talks) beside the linear part alone; three models together gained nothing more."""
_SEED = 128


@dataclass(frozen=True)
class Sample:
    """The candidates of one message, and the share of each that is right."""

    candidates: Sequence[Features]
    right: Sequence[float]
    player: str = ""


class _Model(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.linear = nn.Linear(width, 1, bias=False)
        self.hidden, self.out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)
        self._dropout = nn.Dropout(DROPOUT)

    def forward(self, table: Tensor) -> Tensor:
        inner = self.out(self._dropout(torch.tanh(self.hidden(table))))
        scores: Tensor = (self.linear(table) + inner)[:, 0]
        return scores


def fit(samples: Sequence[Sample], target: Path) -> None:
    """Learn from `samples` and write the weights to `target`; half a minute for two thousand."""
    torch.manual_seed(_SEED)
    names = sorted({name for one in samples for found in one.candidates for name in found})
    tables = [_table(one, names) for one in samples]
    rights = [torch.tensor(one.right) for one in samples]
    model = _descend(_Model(len(names)), tables, rights)
    _save(model, names, target)


def _descend(model: _Model, tables: Sequence[Tensor], rights: Sequence[Tensor]) -> _Model:
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=DECAY)
    order, shuffle = list(range(len(tables))), random.Random(_SEED)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        shuffle.shuffle(order)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            losses = [-(rights[row] * model(tables[row]).log_softmax(0)).sum() for row in rows]
            optimizer.zero_grad()
            torch.stack(losses).mean().backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return model.eval()


def _table(sample: Sample, names: Sequence[str]) -> Tensor:
    return torch.tensor([[found.get(name, 0.0) for name in names] for found in sample.candidates])


def _save(model: _Model, names: Sequence[str], target: Path) -> None:
    weights = {
        "linear": model.linear.weight[0],
        "hidden": model.hidden.weight.T,
        "bias": model.hidden.bias,
        "out": model.out.weight[0],
    }
    kept = {name: _rounded(tensor.detach()) for name, tensor in weights.items()}
    text = json.dumps({"names": list(names)} | kept, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8")


def _rounded(tensor: Tensor) -> object:
    if tensor.dim() == 1:
        return [round(value, 4) for value in tensor.tolist()]
    return [_rounded(row) for row in tensor]
