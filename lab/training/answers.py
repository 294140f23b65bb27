"""Fine-tunes upper layers of the base encoder to find which of several answers fits a question."""

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from knowledge.features.answers import ANSWERING, ASKED, shortened
from lab.training.descent import Slope
from lab.training.layers import FrozenLower, cut_off, padded, states_after, unit_mean

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


@dataclass(frozen=True)
class AnswerLesson:
    """A repaired question, what may answer it, and the share of each that is right.

    `always` are numbers of answers that are in every round, as «nothing answers it» is.
    """

    question: str
    answers: Sequence[str]
    right: Sequence[float]
    always: Sequence[int] = ()


@dataclass(frozen=True)
class AnswerRecipe:
    """How long and how hard to train.

    The first `frozen_layers` stay as they are, and what is above `depth` is left out. Of the
    answers to a question `answers` are shown at a time: the right ones, and others by chance.
    """

    epochs: int = 2
    batch: int = 8
    answers: int = 7
    learning_rate: float = 2e-4
    head_rate: float = 1e-3
    cutoff: float = 0.1
    warm_up: float = 0.1
    sharpness: float = 20.0
    frozen_layers: int = 4
    depth: int = 8
    seed: int = 128


class AnswerModel(nn.Module):
    """Hidden states of a question and behind them those of an answer in; one logit a row out."""

    def __init__(self, bert: BertModel, recipe: AnswerRecipe) -> None:
        super().__init__()
        layers = bert.encoder.layer[recipe.frozen_layers : recipe.depth]
        self._layers = nn.ModuleList(deepcopy(layer) for layer in layers)
        width = bert.config.hidden_size
        self._context = nn.Parameter(torch.zeros(width))
        # Begins as the cosine of both, which the base encoder makes high for what is alike.
        self._alike = nn.Parameter(torch.full((width,), recipe.sharpness))
        self._each = nn.Parameter(torch.randn(2 * width) * 0.02 * recipe.sharpness)

    def forward(self, states: Tensor, of_context: Tensor, shown: Tensor | None = None) -> Tensor:
        """Logits, shape (rows,); `of_context` and `shown` as for `LabelMember`."""
        states = states + of_context.unsqueeze(-1) * self._context
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            (hidden,) = states_after(self._layers, [len(self._layers)], states, shown)
        there = torch.ones_like(of_context) if shown is None else shown
        asked = unit_mean(hidden, there * (1 - of_context))
        told = unit_mean(hidden, there * of_context)
        # Not as products with a vector: quantised by channel, these are exported broken.
        alike = (asked * told * self._alike).sum(-1)
        return alike + (torch.cat([asked, told], -1) * self._each).sum(-1)

    def heads(self) -> list[nn.Parameter]:
        """What begins from nothing, and so learns faster than the layers."""
        return [self._context, self._alike, self._each]

    def layers(self) -> list[nn.Parameter]:
        """What was trained before."""
        return list(self._layers.parameters())


def train_answers(
    bert: BertModel,
    lower: FrozenLower,
    lessons: Sequence[AnswerLesson],
    recipe: AnswerRecipe = AnswerRecipe(),
    progress: Progress | None = None,
) -> AnswerModel:
    """Train copies of the upper layers of `bert`; `lower` are the recipe's frozen layers."""
    torch.manual_seed(recipe.seed)
    model = AnswerModel(bert, recipe).train()
    school = _School(lower, lessons, recipe)
    steps = recipe.epochs * -(-len(lessons) // recipe.batch)
    groups = [
        {"params": model.layers(), "lr": recipe.learning_rate},
        {"params": model.heads(), "lr": recipe.head_rate, "weight_decay": 0.0},
    ]
    slope = Slope(groups, steps, recipe.warm_up)
    for done, batch in enumerate(school.batches(), 1):
        slope.down(_loss(model, batch))
        if progress:
            progress(done, steps)
    return model.eval()


@dataclass(frozen=True)
class _Round:
    """One question: its rows of tokens, which of them are of the answer, and what is right."""

    rows: list[Tensor]
    of_answer: list[Tensor]
    right: Tensor


def _loss(model: AnswerModel, batch: Sequence[_Round]) -> Tensor:
    """The mean cross-entropy over the answers of each question."""
    states, shown = padded([row for one in batch for row in one.rows])
    of_answer, _ = padded([row for one in batch for row in one.of_answer])
    told = model(states, of_answer, shown).split([len(one.rows) for one in batch])
    losses = [
        -(one.right * logits.log_softmax(0)).sum() for one, logits in zip(batch, told, strict=True)
    ]
    return torch.stack(losses).mean()


class _School:
    """Makes batches; what the frozen layers say of a text never changes, so it is kept."""

    def __init__(
        self, lower: FrozenLower, lessons: Sequence[AnswerLesson], recipe: AnswerRecipe
    ) -> None:
        self._lessons, self._recipe = lessons, recipe
        texts = {ASKED + one.question for one in lessons}
        texts |= {ANSWERING + answer for one in lessons for answer in one.answers}
        self._states = {text: lower.begun(text, shortened).half() for text in sorted(texts)}
        self._chance = random.Random(recipe.seed)

    def batches(self) -> Iterator[list[_Round]]:
        """Shuffled batches for every epoch, questions of like length together."""
        lengths = [self._length(lesson) for lesson in self._lessons]
        for _ in range(self._recipe.epochs):
            # Near in length, not sorted by it: services must stay mixed.
            near = [length + self._chance.uniform(-8, 8) for length in lengths]
            order = sorted(range(len(near)), key=near.__getitem__)
            starts = list(range(0, len(order), self._recipe.batch))
            self._chance.shuffle(starts)
            for start in starts:
                numbers = order[start : start + self._recipe.batch]
                yield [self._round(self._lessons[number]) for number in numbers]

    def _length(self, lesson: AnswerLesson) -> int:
        answers = (len(self._states[ANSWERING + answer]) for answer in lesson.answers)
        return len(self._states[ASKED + lesson.question]) + max(answers)

    def _round(self, lesson: AnswerLesson) -> _Round:
        chosen = self._chosen(lesson)
        rows, of_answer = [], []
        for number in chosen:
            asked = self._cut(ASKED + lesson.question)
            told = self._cut(ANSWERING + lesson.answers[number])
            rows.append(torch.cat([asked, told]))
            of_answer.append(torch.cat([torch.zeros(len(asked)), torch.ones(len(told))]))
        right = torch.tensor([lesson.right[number] for number in chosen])
        return _Round(rows, of_answer, right / right.sum())

    def _cut(self, text: str) -> Tensor:
        return cut_off(self._states[text].float(), self._recipe.cutoff)

    def _chosen(self, lesson: AnswerLesson) -> list[int]:
        needed = [n for n, share in enumerate(lesson.right) if share or n in lesson.always]
        others = [n for n in range(len(lesson.answers)) if n not in needed]
        self._chance.shuffle(others)
        return [*needed, *others][: max(len(needed), self._recipe.answers)]
