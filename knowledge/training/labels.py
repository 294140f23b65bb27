"""Fine-tunes the base encoder on labelled sentences, so that it tells their labels by itself."""

from collections.abc import Callable, Sequence

import torch
from torch import nn
from transformers import BertModel

from knowledge.training.descent import Descent, batches
from knowledge.training.label_model import LabelModel
from knowledge.training.label_recipe import LabelRecipe
from knowledge.training.layers import FrozenLower, cut_off, padded

Example = tuple[str, str]
"""A repaired text and its label; a label may have a part («complain/delay»)."""
Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


def train_labels(
    bert: BertModel,
    lower: FrozenLower,
    examples: Sequence[Example],
    recipe: LabelRecipe = LabelRecipe(),
    progress: Progress | None = None,
) -> LabelModel:
    """Train copies of the upper layers of `bert` with heads for the labels of `examples`.

    `lower` are the recipe's frozen layers.
    """
    torch.manual_seed(recipe.seed)
    model = LabelModel(bert, [label for _, label in examples], recipe)
    lessons = _Lessons(model, lower, examples, recipe, progress)
    for number, member in enumerate(model.members):
        lessons.give(member, recipe.seed + number)
    return model.eval()


class _Lessons:
    """Teaches the members of a model the same examples.

    What the frozen lower layers say of a sentence never changes, so it is computed once.
    """

    def __init__(
        self,
        model: LabelModel,
        lower: FrozenLower,
        examples: Sequence[Example],
        recipe: LabelRecipe,
        progress: Progress | None,
    ) -> None:
        self._model, self._recipe, self._progress = model, recipe, progress
        self._states = [lower.states(text) for text, _ in examples]
        self._labels = [label for _, label in examples]
        self._steps = recipe.epochs * -(-len(examples) // recipe.batch)
        self._done = 0

    def give(self, member: nn.Module, seed: int) -> None:
        """Train one member; `seed` is for order and chance."""
        descent = Descent(member, self._recipe, self._steps)
        torch.manual_seed(seed)
        for rows in batches([len(state) for state in self._states], self._recipe, seed):
            states = [cut_off(self._states[row], self._recipe.cutoff) for row in rows]
            right = self._model.targets([self._labels[row] for row in rows])
            descent.step(member(*padded(states)), right)
            self._done += 1
            if self._progress:
                self._progress(self._done, self._recipe.members * self._steps)
