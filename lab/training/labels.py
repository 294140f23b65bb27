"""Fine-tunes the base encoder on labelled texts, so that it gives their labels itself.

Lessons are texts with their context and the labels known to be right. The model is several copies
of the upper layers, with heads for labels.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import torch
import yaml
from torch import Tensor, nn
from transformers import BertModel

from knowledge.features.labels import NOTHING
from lab.training.descent import Descent, LabelRecipe, batches
from lab.training.layers import FrozenLower, cut_off, padded, states_after, unit_mean


def labelled_sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Texts as typed with their labels («complain/delay»), file by file of Rasa's NLU format."""
    for file in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            yield from ((line[2:], block["intent"]) for line in block["examples"].splitlines())


Columns = Mapping[str, Sequence[str]]
"""Names of the columns of each head, by the head's name."""


class LabelModel(nn.Module):
    """Hidden states in; log-probabilities out, one tensor for each head, in the order of `columns`.

    A row's tokens are those of a message, and behind them those of its context.
    """

    def __init__(self, bert: BertModel, columns: Columns, recipe: LabelRecipe) -> None:
        super().__init__()
        self.columns = {head: list(names) for head, names in columns.items()}
        upper = bert.encoder.layer[recipe.frozen_layers : recipe.depths[-1]]
        sizes = [len(names) for names in self.columns.values()]
        self.members = nn.ModuleList(
            LabelMember(upper, sizes, bert.config.hidden_size, recipe)
            for _ in range(recipe.members)
        )

    def forward(self, states: Tensor, of_context: Tensor) -> tuple[Tensor, ...]:
        """All heads for texts of one length, given as the frozen layers left them.

        `of_context`, shape (rows, tokens), is 1 where a token is of the context. The opinions of
        all members are joined as the geometric mean of their probabilities.
        """
        told = [head for member in self.members for head in member(states, of_context)]
        return tuple(_joined(logits) for logits in zip(*told, strict=True))


class LabelMember(nn.Module):
    """Its own copy of the upper layers, with heads on some of them."""

    def __init__(
        self, layers: Iterable[nn.Module], sizes: Sequence[int], width: int, recipe: LabelRecipe
    ) -> None:
        super().__init__()
        self._layers = nn.ModuleList(deepcopy(layer) for layer in layers)
        self._stops = [depth - recipe.frozen_layers for depth in recipe.depths]
        self._context = nn.Parameter(torch.zeros(width))
        self._heads = nn.ModuleList(_Heads(sizes, width, recipe.sharpness) for _ in self._stops)

    def forward(
        self, states: Tensor, of_context: Tensor, shown: Tensor | None = None
    ) -> list[list[Tensor]]:
        """The logits of each head, for each stop from the lowest upwards.

        `shown`, shape (rows, tokens), is 1 where a row has a token, and needless where all have
        one everywhere.
        """
        # Both parts are numbered from their own first token, so only this sets them apart.
        states = states + of_context.unsqueeze(-1) * self._context
        # Twice as fast where the processor knows it, and exact enough to learn.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            hidden = states_after(self._layers, self._stops, states, shown)
        there = torch.ones_like(of_context) if shown is None else shown
        return [
            heads(_pooled(one, there * (1 - of_context), there * of_context))
            for heads, one in zip(self._heads, hidden, strict=True)
        ]


def _pooled(hidden: Tensor, of_text: Tensor, of_context: Tensor) -> Tensor:
    """The mean of a message beside the mean of its context, which is nothing if it has none."""
    return torch.cat([unit_mean(hidden, of_text), unit_mean(hidden, of_context)], -1)


class _Heads(nn.Module):
    """Sharpened cosines between pooled vectors and one direction for each column."""

    def __init__(self, sizes: Sequence[int], width: int, sharpness: float) -> None:
        super().__init__()
        self._directions = nn.ParameterList(torch.randn(size, 2 * width) * 0.02 for size in sizes)
        self._sharpness = sharpness

    def forward(self, vectors: Tensor) -> list[Tensor]:
        directions = (nn.functional.normalize(d, dim=-1) for d in self._directions)
        return [self._sharpness * vectors @ d.T for d in directions]


def _joined(logits: Sequence[Tensor]) -> Tensor:
    return torch.stack([one.log_softmax(-1) for one in logits]).mean(0).log_softmax(-1)


@dataclass(frozen=True)
class LabelLesson:
    """A repaired text, the context before it as the encoder reads it, and the right labels.

    `label` is an act, maybe with a part («complain/delay»); `act` is given where the part is not
    known. `commands` are shares that sum to 1; `event` is the life event in it, `about` what it
    asks about filing. A label that is None or empty is not known, and teaches nothing. No aspects
    at all are `()`; no event and no question about filing are NOTHING, which has its own columns.
    """

    text: str
    label: str | None = None
    act: str | None = None
    context: str = ""
    commands: Mapping[str, float] = field(default_factory=dict)
    aspects: Sequence[str] | None = None
    event: str | None = None
    about: str | None = None


def act_of(lesson: LabelLesson) -> str | None:
    """The act of a lesson: its own, or that of its label."""
    return lesson.act or (lesson.label.partition("/")[0] if lesson.label else None)


def columns_of(lessons: Sequence[LabelLesson]) -> dict[str, list[str]]:
    """All names that occur, by head; heads without any are left out."""
    labels = {lesson.label for lesson in lessons if lesson.label}
    names = {
        "acts": {act for lesson in lessons if (act := act_of(lesson))},
        "labels": labels,
        "commands": {name for lesson in lessons for name in lesson.commands},
        "aspects": {name for lesson in lessons for name in _aspects(lesson) or ()},
        "events": {lesson.event for lesson in lessons if lesson.event},
        "about": {lesson.about for lesson in lessons if lesson.about},
    }
    return {head: sorted(found) for head, found in names.items() if found}


def targets(lessons: Sequence[LabelLesson], columns: Columns) -> list[Tensor]:
    """What is right, one tensor a head of shape (rows, columns); NaN where it is not known."""
    return [
        torch.tensor([_row(_right(head, lesson), names) for lesson in lessons])
        for head, names in columns.items()
    ]


def _right(head: str, lesson: LabelLesson) -> Mapping[str, float] | None:
    match head:
        case "acts":
            return {act: 1.0} if (act := act_of(lesson)) else None
        case "labels":
            return {lesson.label: 1.0} if lesson.label else None
        case "events":
            return {lesson.event: 1.0} if lesson.event else None
        case "about":
            return {lesson.about: 1.0} if lesson.about else None
        case "commands":
            return lesson.commands or None
        case _:
            return _aspects(lesson)


def _aspects(lesson: LabelLesson) -> Mapping[str, float] | None:
    """Equal shares of all aspects that are asked for."""
    if lesson.aspects is None:
        return None
    asked = lesson.aspects or (NOTHING,)
    return dict.fromkeys(asked, 1.0 / len(asked))


def _row(right: Mapping[str, float] | None, names: Sequence[str]) -> list[float]:
    if right is None:
        return [float("nan")] * len(names)
    return [right.get(name, 0.0) for name in names]


Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


def train_labels(
    bert: BertModel,
    lower: FrozenLower,
    lessons: Sequence[LabelLesson],
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
        lessons: Sequence[LabelLesson],
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

        Now and then the whole context is left out: a message alone must mean something, too.
        """
        text = cut_off(self._texts[row], self._recipe.cutoff)
        context = self._contexts[row]
        if context is None or torch.rand(()) < self._recipe.context_cutoff:
            return text, torch.zeros(len(text))
        context = cut_off(context, self._recipe.cutoff)
        return torch.cat([text, context]), torch.cat(
            [torch.zeros(len(text)), torch.ones(len(context))]
        )
