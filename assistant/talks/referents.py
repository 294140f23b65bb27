"""Teaches the ranker of referents from labelled talks.

An encoder knows the talks that it has learnt by heart, so its opinion on them would say nothing:
each talk is read with an encoder that has not seen its player.
"""

import random
from collections.abc import Iterable, Iterator, Sequence

from assistant.dialogue.referents import Candidate, candidates
from assistant.dialogue.state import Asked, Draft, Open, Part, State, Thing, ThingKind
from assistant.dialogue.understand import MessageReader, context_of
from assistant.talks.ranking import Sample
from assistant.talks.schema import Before, LabelledTurn, Talk
from knowledge.catalogue import Catalogue

_MEANS_SOMETHING = frozenset(["find", "tell", "choose", "correct", "return", "line"])
_KEPT_FOCI = 4
_SEED = 128


def samples(
    talks: Sequence[Talk], messages: MessageReader, catalogue: Catalogue
) -> Iterator[Sample]:
    """One sample for each turn whose referent is labelled and among the candidates."""
    reader = messages.reader
    for talk in (*talks, *switched(talks, catalogue)):
        for turn, state in with_states(talk):
            if not turn.about or not turn.do or turn.do[0] not in _MEANS_SOMETHING:
                continue
            reading = reader.read(turn.say, context_of(state, catalogue))
            found = candidates(state, messages.read(reading, state), catalogue)
            if right := _right(found, turn.about):
                yield Sample([one.features for one in found], right, talk.player)


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
    """Each turn with the state that its `before` and the turns before it tell of."""
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
    """The share of each candidate; empty when what is meant is not among them."""
    wanted = {name for name in about if name.partition(":")[0] in _RANKED}
    if not wanted:
        wanted = {"none"} if "none" in about else set()
    marks = [float(str(c.thing) in wanted if c.thing else "none" in wanted) for c in found]
    total = sum(marks)
    return [mark / total for mark in marks] if total else []


_RANKED = (ThingKind.SERVICE, ThingKind.LINE, ThingKind.AGENCY)
