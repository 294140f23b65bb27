"""Fine-tunes upper layers of the base encoder to find what a message changes in a text."""

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from knowledge.features.edits import PROMPT, Span, word_of, words_of
from lab.training.base_encoder import BaseEncoder
from lab.training.descent import Slope
from lab.training.edit_lessons import EditLesson, EditMarks, marks_of, varied
from lab.training.layers import FrozenLower, padded, states_after

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""
COLUMNS = (3, 3, 2)
"""Of a word of the message: what becomes of it, and what it names; of one of the text: whether it
goes. All three stand side by side in one output."""
UNKNOWN = -100
"""What teaches nothing: `CrossEntropyLoss` leaves it out."""


@dataclass(frozen=True)
class EditRecipe:
    """How long and how hard to train.

    The first `frozen_layers` stay as they are, and layers above `depth` are left out. `weights`
    are those of COLUMNS in the loss. Each of `members` learns alone, in another order.
    """

    epochs: int = 13
    batch: int = 16
    learning_rate: float = 2e-4
    head_rate: float = 1e-3
    cutoff: float = 0.05
    warm_up: float = 0.1
    smoothing: float = 0.02
    weights: tuple[float, float, float] = (1.0, 0.5, 1.0)
    frozen_layers: int = 4
    depth: int = 8
    members: int = 1
    seed: int = 128


class EditModel(nn.Module):
    """The mean opinion of several members: logarithms of the probabilities of COLUMNS."""

    def __init__(self, members: Sequence["EditMember"]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, states: Tensor, of_context: Tensor) -> Tensor:
        """Shape (rows, tokens, columns), of texts without padding."""
        told = [
            torch.cat([part.log_softmax(-1) for part in logits.split(COLUMNS, -1)], -1)
            for logits in (member(states, of_context) for member in self.members)
        ]
        return torch.stack(told).mean(0)


class EditMember(nn.Module):
    """Hidden states of a message and behind them those of a text in; COLUMNS a token out."""

    def __init__(self, bert: BertModel, recipe: EditRecipe) -> None:
        super().__init__()
        layers = bert.encoder.layer[recipe.frozen_layers : recipe.depth]
        self._layers = nn.ModuleList(deepcopy(layer) for layer in layers)
        width = bert.config.hidden_size
        self._context = nn.Parameter(torch.zeros(width))
        self._head = nn.Linear(width, sum(COLUMNS))

    def forward(self, states: Tensor, of_context: Tensor, shown: Tensor | None = None) -> Tensor:
        """Logits, shape (rows, tokens, columns); `of_context`, `shown` as for `LabelMember`."""
        states = states + of_context.unsqueeze(-1) * self._context
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            (hidden,) = states_after(self._layers, [len(self._layers)], states, shown)
        told: Tensor = self._head(hidden)
        return told

    def head(self) -> list[nn.Parameter]:
        """What begins from nothing, and so learns faster than the layers."""
        return [self._context, *self._head.parameters()]

    def layers(self) -> list[nn.Parameter]:
        """What was trained before."""
        return list(self._layers.parameters())


def train_edits(
    base: BaseEncoder,
    lower: FrozenLower,
    lessons: Sequence[EditLesson],
    recipe: EditRecipe = EditRecipe(),
    progress: Progress | None = None,
) -> EditModel:
    """Train copies of the upper layers of `base`; `lower` are the recipe's frozen layers."""
    steps = recipe.epochs * -(-len(lessons) // recipe.batch)
    members = []
    for number in range(recipe.members):
        own = replace(recipe, seed=recipe.seed + number)
        school = _School(lower, base.tokenizer, lessons, own)
        report = _Report(progress, number * steps, recipe.members * steps)
        members.append(_trained(base.bert, school, own, steps, report))
    return EditModel(members).eval()


@dataclass(frozen=True)
class _Report:
    """Reports the steps of one member among those of all."""

    progress: Progress | None
    before: int
    total: int

    def __call__(self, done: int) -> None:
        if self.progress:
            self.progress(self.before + done, self.total)


def _trained(
    bert: BertModel, school: "_School", recipe: EditRecipe, steps: int, report: _Report
) -> EditMember:
    torch.manual_seed(recipe.seed)
    model = EditMember(bert, recipe).train()
    groups = [
        {"params": model.layers(), "lr": recipe.learning_rate},
        {"params": model.head(), "lr": recipe.head_rate, "weight_decay": 0.0},
    ]
    slope = Slope(groups, steps, recipe.warm_up)
    for done, batch in enumerate(school.batches(), 1):
        slope.down(_loss(model, batch, recipe))
        report(done)
    return model.eval()


@dataclass(frozen=True)
class _Row:
    """One lesson: its token vectors, which of them are of the text, and what is right of each."""

    states: Tensor
    of_text: Tensor
    right: Tensor


def _loss(model: EditMember, batch: Sequence[_Row], recipe: EditRecipe) -> Tensor:
    """The weighted sum of the mean cross-entropies of all COLUMNS."""
    states, shown = padded([row.states for row in batch])
    of_text, _ = padded([row.of_text for row in batch])
    right = nn.utils.rnn.pad_sequence([row.right for row in batch], True, UNKNOWN)
    measure = nn.CrossEntropyLoss(ignore_index=UNKNOWN, label_smoothing=recipe.smoothing)
    parts = model(states, of_text, shown).split(COLUMNS, -1)
    losses = [
        weight * measure(logits.flatten(0, 1), right[..., column].flatten())
        for column, (weight, logits) in enumerate(zip(recipe.weights, parts, strict=True))
        if (right[..., column] != UNKNOWN).any()
    ]
    return torch.stack(losses).sum()


class _School:
    """Makes batches; hardly a text is the same twice, so nothing is kept."""

    def __init__(
        self,
        lower: FrozenLower,
        tokenizer: Tokenizer,
        lessons: Sequence[EditLesson],
        recipe: EditRecipe,
    ) -> None:
        self._lower, self._tokenizer = lower, tokenizer
        self._lessons, self._recipe = lessons, recipe
        self._chance = random.Random(recipe.seed)

    def batches(self) -> Iterator[list[_Row]]:
        """Shuffled batches for every epoch, lessons of like length together."""
        for _ in range(self._recipe.epochs):
            lessons = varied(self._lessons, self._chance)
            # Near in length, not sorted by it: kinds must stay mixed.
            near = [
                len(one.message) + len(one.written.rendered) + self._chance.uniform(-40, 40)
                for one in lessons
            ]
            order = sorted(range(len(near)), key=near.__getitem__)
            starts = list(range(0, len(order), self._recipe.batch))
            self._chance.shuffle(starts)
            for start in starts:
                numbers = order[start : start + self._recipe.batch]
                yield [self._row(lessons[number]) for number in numbers]

    def _row(self, lesson: EditLesson) -> _Row:
        marks = marks_of(lesson)
        message = self._tokens(PROMPT + lesson.message, _of_message(lesson, marks))
        text = self._tokens(lesson.written.rendered, _of_text(lesson, marks))
        states = torch.cat([message[0], text[0]])
        of_text = torch.cat([torch.zeros(len(message[0])), torch.ones(len(text[0]))])
        kept = torch.rand(len(states)) >= self._recipe.cutoff
        kept[[0, 1]] = True
        return _Row(states[kept], of_text[kept], torch.cat([message[1], text[1]])[kept])

    def _tokens(self, text: str, words: Sequence[tuple[Span, list[int]]]) -> tuple[Tensor, Tensor]:
        """Token vectors of a text, and what is right of each token by the word that it is of."""
        told = self._tokenizer.encode(text)
        nothing = [UNKNOWN] * len(COLUMNS)
        right = [
            words[number][1] if number >= 0 else nothing
            for number in word_of(told.offsets, [word for word, _ in words])
        ]
        return self._lower.begun(text, list), torch.tensor(right)


def _of_message(lesson: EditLesson, marks: EditMarks) -> list[tuple[Span, list[int]]]:
    words = zip(words_of(lesson.message), marks.told, marks.names, strict=True)
    return [(word.shifted(len(PROMPT)), [told, name, UNKNOWN]) for word, told, name in words]


def _of_text(lesson: EditLesson, marks: EditMarks) -> list[tuple[Span, list[int]]]:
    written = lesson.written
    return [
        (word.shifted(start), [UNKNOWN, UNKNOWN, int(goes)])
        for start, line, cut in zip(written.starts, written.lines, marks.cut, strict=True)
        for word, goes in zip(words_of(line), cut, strict=True)
    ]
