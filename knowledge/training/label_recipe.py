"""How an encoder is taught labels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LabelRecipe:
    """How long and how hard to train, and what.

    Layers count from the word embeddings upwards. The first `frozen_layers` stay as they are; a
    head stands on each of `depths`, and what is above the last of them is left out. `members`
    start from the same layers and learn with dice of their own. Every head of every member is
    asked: a deep ensemble (Lakshminarayanan et al. 2017), deeply supervised (Lee et al. 2015).
    `sharpness` scales cosines into logits. `parts` weighs the loss of whole labels against that of
    what stands before the slash. `cutoff` is the share of tokens that are left out, others each
    time (Shen et al. 2020, token cutoff).
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
    depths: tuple[int, ...] = (6, 8)
    tokens: int = 48
    seed: int = 128
