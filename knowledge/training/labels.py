"""Fine-tunes the base encoder on labelled sentences, so that it tells their labels by itself."""

from collections.abc import Callable, Sequence
from functools import partial

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from knowledge.training.descent import Descent, batches
from knowledge.training.label_model import LabelModel
from knowledge.training.label_recipe import LabelRecipe
from knowledge.training.layers import FrozenLower, cut_off
from knowledge.training.soup import soup

Example = tuple[str, str]
"""A repaired text and its label; a label may have a part («complain/delay»)."""
Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


def train_labels(
    bert: BertModel,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    recipe: LabelRecipe = LabelRecipe(),
    progress: Progress | None = None,
) -> LabelModel:
    """Train the upper layers of `bert` and a direction for each label of `examples`."""
    torch.manual_seed(recipe.seed)
    model = LabelModel(bert, [label for _, label in examples], recipe.sharpness)
    lessons = _Lessons(model, tokenizer, examples, recipe, progress)
    learnt = [p for p in model.parameters() if p.requires_grad]
    soup(learnt, [partial(lessons.give, recipe.seed + i) for i in range(recipe.members)])
    return model.eval()


class _Lessons:
    """Teaches a model the same examples, once or more often.

    What the frozen lower layers say of a sentence never changes, so it is computed once.
    """

    def __init__(
        self,
        model: LabelModel,
        tokenizer: Tokenizer,
        examples: Sequence[Example],
        recipe: LabelRecipe,
        progress: Progress | None,
    ) -> None:
        self._model, self._recipe, self._progress = model, recipe, progress
        self._lower = FrozenLower(model.bert, tokenizer, recipe.frozen_layers, recipe.tokens)
        self._states = self._lower.states([text for text, _ in examples])
        self._labels = [label for _, label in examples]
        self._steps = recipe.epochs * -(-len(examples) // recipe.batch)
        self._done = 0

    def give(self, seed: int) -> None:
        """Train from the weights that the model has now; `seed` is for order and chance."""
        descent = Descent(self._model, self._recipe, self._steps)
        torch.manual_seed(seed)
        for rows in batches([len(state) for state in self._states], self._recipe, seed):
            states = [cut_off(self._states[row], self._recipe.cutoff) for row in rows]
            told = self._model.heads(self._lower.vectors(states))
            descent.step(told, self._model.targets([self._labels[row] for row in rows]))
            self._done += 1
            if self._progress:
                self._progress(self._done, self._recipe.members * self._steps)
