"""Fine-tunes the base encoder on labelled texts, so that it tells their labels by itself."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from transformers import BertModel

from knowledge.training.descent import Descent, batches
from knowledge.training.label_model import LabelMember, LabelModel
from knowledge.training.label_recipe import LabelRecipe
from knowledge.training.layers import FrozenLower, cut_off, padded
from knowledge.training.lessons import Lesson, columns_of, targets

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


def train_labels(
    bert: BertModel,
    lower: FrozenLower,
    lessons: Sequence[Lesson],
    recipe: LabelRecipe = LabelRecipe(),
    progress: Progress | None = None,
) -> LabelModel:
    """Train copies of the upper layers of `bert` with heads for all that `lessons` know.

    `lower` are the recipe's frozen layers.
    """
    torch.manual_seed(recipe.seed)
    model = LabelModel(bert, columns_of(lessons), recipe)
    school = _School(model, lower, lessons, recipe, progress)
    for number, member in enumerate(model.members):
        assert isinstance(member, LabelMember)
        school.give(member, recipe.seed + number)
    return model.eval()


class _School:
    """Teaches the members of a model the same lessons.

    What the frozen lower layers say of a text never changes, so it is computed once.
    """

    def __init__(
        self,
        model: LabelModel,
        lower: FrozenLower,
        lessons: Sequence[Lesson],
        recipe: LabelRecipe,
        progress: Progress | None,
    ) -> None:
        self._columns, self._recipe, self._progress = model.columns, recipe, progress
        contexts = {text: lower.context(text) for text in {one.context for one in lessons} if text}
        self._texts = [lower.states(lesson.text) for lesson in lessons]
        self._contexts = [contexts.get(lesson.context) for lesson in lessons]
        self._right = targets(lessons, model.columns)
        self._steps = recipe.epochs * -(-len(lessons) // recipe.batch)
        self._done = 0

    def give(self, member: LabelMember, seed: int) -> None:
        """Train one member; `seed` is for order and chance."""
        descent = Descent(member, list(self._columns), self._recipe, self._steps)
        torch.manual_seed(seed)
        for rows in batches(self._lengths, self._recipe, seed):
            taken = [self._row(row) for row in rows]
            states, shown = padded([one for one, _ in taken])
            of_context, _ = padded([one for _, one in taken])
            right = [wanted[rows] for wanted in self._right]
            descent.step(member(states, of_context, shown), right)
            self._done += 1
            if self._progress:
                self._progress(self._done, self._recipe.members * self._steps)

    @property
    def _lengths(self) -> list[int]:
        pairs = zip(self._texts, self._contexts, strict=True)
        return [len(text) + (0 if context is None else len(context)) for text, context in pairs]

    def _row(self, row: int) -> tuple[Tensor, Tensor]:
        """The tokens of one lesson, a random share of them left out, and which are of its context.

        Now and then the whole context is left out: a message must mean something by itself, too.
        """
        text = cut_off(self._texts[row], self._recipe.cutoff)
        context = self._contexts[row]
        if context is None or torch.rand(()) < self._recipe.context_cutoff:
            return text, torch.zeros(len(text))
        context = cut_off(context, self._recipe.cutoff)
        return torch.cat([text, context]), torch.cat(
            [torch.zeros(len(text)), torch.ones(len(context))]
        )
