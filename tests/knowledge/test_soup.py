"""Averaging what several trainings make of the same start."""

import torch
from torch import nn

from knowledge.training.soup import soup


def test_the_mean_of_trainings_from_one_start() -> None:
    weight = nn.Parameter(torch.tensor([1.0, 10.0]))
    starts = []

    def training(step: float) -> None:
        starts.append(weight.tolist())
        weight.data += step

    soup([weight], [lambda: training(2.0), lambda: training(6.0)])
    assert starts == [[1.0, 10.0], [1.0, 10.0]]
    assert weight.tolist() == [5.0, 14.0]
