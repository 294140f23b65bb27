"""What all trainings are tested with: a tiny encoder of random weights."""

import pytest
import torch
from support.tiny_base import tiny_base

from lab.training.base_encoder import BaseEncoder


@pytest.fixture(scope="module")
def base() -> BaseEncoder:
    return tiny_base()


@pytest.fixture(scope="module")
def bert_before(base: BaseEncoder) -> dict[str, torch.Tensor]:
    return {name: p.clone() for name, p in base.bert.named_parameters()}


@pytest.fixture(scope="module")
def steps() -> list[tuple[int, int]]:
    """The steps that a training has told, one after the other."""
    return []
