"""Teaches a ranker from samples: candidates, and the share of each that is right.

The samples of the ranker of referents come from labelled talks. An encoder knows the talks that it
has learnt by heart, so its opinion on them would say nothing: each talk is read with an encoder
that has not seen its player.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from assistant.dialogue.context import context_of
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.message_reader import MessageReader
from assistant.dialogue.ranking import Features
from assistant.dialogue.referents import Candidate, candidates
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, Thing, ThingKind
from knowledge.catalogue import Catalogue
from lab.talks.schema import Before, LabelledTurn, Talk

HIDDEN, BATCH, RATE, DROPOUT = 24, 16, 3e-3, 0.1
"""On writers left out, the hidden layer lowered the loss from .94 to .75 (situations) and from .83
to .74 (talks) beside the linear part alone; three models together gained nothing more."""


class _Course(NamedTuple):
    """How long is learnt.

    The loss gets a share of the weights, or of the squared distance from those it began with.
    """

    epochs: int
    decay: float = 0.0
    held: float = 0.0


_ANEW, _FURTHER = _Course(40, decay=0.02), _Course(20, held=0.0005)
"""Who learns further is pulled back to the old weights, and ends half-way between both. Of 320
follow-ups by two writers left out .83 find the right service (.78 before); all the way .85 do, but
of 154 talks by other players four fewer stay whole."""
_SEED = 128


@dataclass(frozen=True)
class RankingSample:
    """The candidates of one message, and the share of each that is right."""

    candidates: Sequence[Features]
    right: Sequence[float]
    player: str = ""


class _Model(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.linear = nn.Linear(width, 1, bias=False)
        self.hidden, self.out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)
        self._dropout = nn.Dropout(DROPOUT)

    def forward(self, table: Tensor) -> Tensor:
        inner = self.out(self._dropout(torch.tanh(self.hidden(table))))
        scores: Tensor = (self.linear(table) + inner)[:, 0]
        return scores


def fit(samples: Sequence[RankingSample], target: Path) -> None:
    """Learn from `samples` and write the weights to `target`; half a minute for two thousand."""
    torch.manual_seed(_SEED)
    names = sorted({name for one in samples for found in one.candidates for name in found})
    model = _descend(_Model(len(names)), samples, names, _ANEW)
    _save(model, names, target)


def tune(samples: Sequence[RankingSample], target: Path) -> None:
    """Learn from more `samples`, beginning with the weights in `target`."""
    torch.manual_seed(_SEED)
    kept = json.loads(target.read_text(encoding="utf-8"))
    known = {name for one in samples for found in one.candidates for name in found}
    names = [*kept["names"], *sorted(known - set(kept["names"]))]
    model, begun = (_standing(kept, len(names)) for _ in range(2))
    _descend(model, samples, names, _FURTHER)
    with torch.no_grad():
        for weights, old in zip(model.parameters(), begun.parameters(), strict=True):
            weights.lerp_(old, 0.5)
    _save(model, names, target)


def _standing(kept: dict[str, list[Any]], width: int) -> _Model:
    """The model of those weights; features that it does not know yet count nothing."""
    model = _Model(width)
    more = [0.0] * (width - len(kept["names"]))
    rows = [*kept["hidden"], *([0.0] * HIDDEN for _ in more)]
    weights = {
        "linear.weight": [[*kept["linear"], *more]],
        "hidden.weight": list(zip(*rows, strict=True)),
        "hidden.bias": kept["bias"],
        "out.weight": [kept["out"]],
    }
    model.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    return model


def _descend(
    model: _Model, samples: Sequence[RankingSample], names: Sequence[str], course: _Course
) -> _Model:
    tables = [_table(one, names) for one in samples]
    rights = [torch.tensor(one.right) for one in samples]
    begun = [weights.detach().clone() for weights in model.parameters()]
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=course.decay)
    order, shuffle = list(range(len(tables))), random.Random(_SEED)
    for epoch in range(course.epochs):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / course.epochs)
        shuffle.shuffle(order)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            losses = [-(rights[row] * model(tables[row]).log_softmax(0)).sum() for row in rows]
            loss = torch.stack(losses).mean() + course.held * _distance(model, begun)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return model.eval()


def _distance(model: _Model, begun: Sequence[Tensor]) -> Tensor:
    pairs = zip(model.parameters(), begun, strict=True)
    return torch.stack([((now - then) ** 2).sum() for now, then in pairs]).sum()


def _table(sample: RankingSample, names: Sequence[str]) -> Tensor:
    return torch.tensor([[found.get(name, 0.0) for name in names] for found in sample.candidates])


def _save(model: _Model, names: Sequence[str], target: Path) -> None:
    weights = {
        "linear": model.linear.weight[0],
        "hidden": model.hidden.weight.T,
        "bias": model.hidden.bias,
        "out": model.out.weight[0],
    }
    kept = {name: _rounded(tensor.detach()) for name, tensor in weights.items()}
    text = json.dumps({"names": list(names)} | kept, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8")


def _rounded(tensor: Tensor) -> object:
    if tensor.dim() == 1:
        return [round(value, 4) for value in tensor.tolist()]
    return [_rounded(row) for row in tensor]


_MEANS_SOMETHING = frozenset(["find", "tell", "choose", "correct", "return", "line"])
_KEPT_FOCI = 4


def samples(
    talks: Sequence[Talk], messages: MessageReader, catalogue: Catalogue
) -> Iterator[RankingSample]:
    """One sample for each turn whose referent is labelled and among the candidates."""
    reader = messages.reader
    for talk in (*talks, *switched(talks, catalogue)):
        for turn, state in with_states(talk):
            if not turn.about or not turn.do or turn.do[0] not in _MEANS_SOMETHING:
                continue
            reading = reader.read(turn.say, context_of(state, catalogue))
            found = candidates(state, messages.read(reading, state), catalogue)
            if right := _right(found, turn.about):
                yield RankingSample([one.features for one in found], right, talk.player)


def switched(talks: Iterable[Talk], catalogue: Catalogue) -> Iterator[Talk]:
    """First messages, said behind the card of some other service: a new matter stays a new one.

    In written talks most messages are about what is in focus, so this is learnt too little there.
    """
    chance = random.Random(_SEED)
    for talk in talks:
        first = talk.turns[0]
        other = chance.choice(catalogue.entries).service
        name = f"service:{other.id}"
        if len(talk.turns) == 1 and first.before is None and name not in first.about:
            before = Before(said=f"{other.title}: {other.summary}", focus=name)
            turn = first.model_copy(update={"before": before})
            yield talk.model_copy(update={"turns": [turn]})


def with_states(talk: Talk) -> Iterator[tuple[LabelledTurn, State]]:
    """Each turn with the state that follows from its `before` and the turns before it."""
    trail: list[Thing] = []
    question = ""
    queue: tuple[Thing, ...] = ()
    for turn in talk.turns:
        state = _state(turn, trail, question).queueing(*queue)
        yield turn, state
        things = [thing for name in turn.about if (thing := _thing(name))]
        queue = tuple(things[1:]) if len(things) > 1 else queue
        if state.focus and state.focus not in trail[:1]:
            trail.insert(0, state.focus)
        if turn.do and turn.do[0] in ("find", "correct"):
            question = turn.say


def _state(turn: LabelledTurn, trail: Sequence[Thing], question: str) -> State:
    before = turn.before
    if before is None:
        return State()
    focus = _thing(before.focus)
    options = tuple(thing for name in before.options if (thing := _thing(name)))
    kind = Open(before.asked) if before.asked != "none" else None
    is_drafting = focus is not None and focus.kind is ThingKind.DRAFT
    return State(
        draft=Draft(parts=(Part(text=before.said or "…"),)) if is_drafting else None,
        focus=focus,
        trail=tuple(thing for thing in trail if thing != focus)[:_KEPT_FOCI],
        asked=Asked(kind=kind, options=options) if kind else None,
        said=before.said,
    ).wondering(question)


def _thing(name: str) -> Thing | None:
    try:
        return Thing.named(name) if name else None
    except ValueError:
        return None


def _right(found: Sequence[Candidate], about: Sequence[str]) -> list[float]:
    """The share of each candidate; empty when the right one is not among them."""
    wanted = {name for name in about if name.partition(":")[0] in _RANKED}
    if not wanted:
        wanted = {"none"} if "none" in about else set()
    marks = [float(str(c.thing) in wanted if c.thing else "none" in wanted) for c in found]
    total = sum(marks)
    return [mark / total for mark in marks] if total else []


_RANKED = (ThingKind.SERVICE, ThingKind.LINE, ThingKind.AGENCY)
