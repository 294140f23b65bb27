"""A model soup: the mean of the weights that several trainings from one start end with.

After Wortsman et al. 2022. Like an ensemble it is surer of what is unseen, and costs no more to ask
than one model.
"""

from collections.abc import Callable, Iterable, Sequence

import torch
from torch import Tensor, nn


def soup(learnt: Sequence[nn.Parameter], trainings: Iterable[Callable[[], None]]) -> None:
    """Run each training from the weights `learnt` has now; leave the mean of what they end with.

    There must be at least one training.
    """
    start = _copied(learnt)
    members = []
    for training in trainings:
        _put(start, learnt)
        training()
        members.append(_copied(learnt))
    _put([torch.stack(weights).mean(0) for weights in zip(*members, strict=True)], learnt)


def _copied(parameters: Sequence[nn.Parameter]) -> list[Tensor]:
    return [parameter.detach().clone() for parameter in parameters]


def _put(weights: Sequence[Tensor], parameters: Sequence[nn.Parameter]) -> None:
    for parameter, weight in zip(parameters, weights, strict=True):
        parameter.data.copy_(weight)
