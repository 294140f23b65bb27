"""How an encoder is taught labels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LabelRecipe:
    """How long and how hard to train.

    `sharpness` scales cosines into logits. `parts` weighs the loss of whole labels against that of
    what stands before the slash. `frozen_layers` counts from the word embeddings upwards. `cutoff`
    is the share of tokens that are left out, others each time (Shen et al. 2020, token cutoff).
    `members` are trained from one start with dice of their own; their weights are averaged.
    """

    epochs: int = 3
    batch: int = 32
    learning_rate: float = 5e-4
    cutoff: float = 0.1
    members: int = 2
    warm_up: float = 0.1
    smoothing: float = 0.1
    sharpness: float = 16.0
    parts: float = 0.5
    frozen_layers: int = 4
    tokens: int = 48
    seed: int = 128
