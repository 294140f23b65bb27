"""How an encoder is taught labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LabelRecipe:
    """How long and how hard to train, and what.

    Layers count from the word embeddings upwards. The first `frozen_layers` stay as they are; a
    head stands on each of `depths`, and what is above the last of them is left out. `members`
    start from the same layers and learn with dice of their own. Every head of every member is
    asked: a deep ensemble (Lakshminarayanan et al. 2017), deeply supervised (Lee et al. 2015).
    `sharpness` scales cosines into logits. `weights` are those of the heads' losses, 1 where none
    is given. `cutoff` is the share of tokens that are left out, others each
    time (Shen et al. 2020, token cutoff); `context_cutoff` the share of contexts that are left out.
    """

    epochs: int = 3
    batch: int = 32
    learning_rate: float = 5e-4
    cutoff: float = 0.1
    context_cutoff: float = 0.03
    members: int = 1
    warm_up: float = 0.1
    smoothing: float = 0.1
    sharpness: float = 16.0
    weights: Mapping[str, float] = field(
        default_factory=lambda: {"labels": 0.5, "events": 0.5, "about": 0.5}
    )
    frozen_layers: int = 4
    depths: tuple[int, ...] = (6, 8)
    tokens: int = 64
    context_tokens: int = 48
    seed: int = 128
