"""Messages behind the card of a service: are they of that service, or of which other one?

«گواهی فوت را از کجا بگیرم؟» behind the survivors' pension asks for another service; «گواهی فوت هم
می‌خواهد؟» does not. Hand-written pairs teach this to the ranker of referents, and measure it. The
tagger of subjects learns from marked words: «{{بیمه}} چیه، [[برق]] می‌گم» is about «برق», and not
about «بیمه».
"""

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pycrfsuite
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.context import context_of
from assistant.dialogue.decide import decide
from assistant.dialogue.message_reader import MessageReader
from assistant.dialogue.referents import candidates
from assistant.dialogue.state import State
from assistant.dialogue.subjects import ABOUT, ELSE, MODEL, REFUSED, SubjectReader
from assistant.dialogue.things import Thing, service
from assistant.dialogue.understand import Understander
from assistant.language.pii import mask
from assistant.language.repair import repair
from assistant.settings import PROJECT
from knowledge.catalogue import Catalogue
from lab.evaluation.figures import Figure, figure
from lab.talks.ranking import RankingSample

_TAGS = {"[[": ABOUT, "{{": REFUSED}
_MARKED = re.compile(r"(\[\[|\{\{)(.*?)(?:\]\]|\}\})")
_SPARSENESS, _STRICTNESS, _MOST_STEPS = 0.3, 0.1, 100
"""What the sum of all weights and of their squares costs, and how long is learnt. Stronger and
weaker costs find the same share of the words of a writer left out, within .02."""


def plain(says: str) -> str:
    """A message as it was typed, without its marks."""
    return _MARKED.sub(r"\2", says)


def tags(says: str) -> list[str]:
    """The tag of each word of the repaired message."""
    text = repair(mask(plain(says)).text).text
    found = [ELSE] * len(text.split())
    for match in _MARKED.finditer(says):
        before = plain(says[: match.start()])
        first = len(repair(before).text.split())
        last = len(repair(before + match[2]).text.split())
        found[first:last] = [_TAGS[match[1]]] * len(found[first:last])
    return found


def learn(
    messages: Iterable[tuple[str, State]], reader: SubjectReader, target: Path = MODEL
) -> None:
    """Fit the tagger to marked messages behind their states, and write it; some ten seconds."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for says, state in messages:
        words = repair(mask(plain(says)).text).text.split()
        trainer.append([*reader.signs(words, state.focus, state.trail)], tags(says))
    trainer.set_params({"c1": _SPARSENESS, "c2": _STRICTNESS, "max_iterations": _MOST_STEPS})
    trainer.train(str(target))


FOLLOW_UPS = PROJECT / "nlu_data" / "follow_ups.jsonl"
MARKED = PROJECT / "nlu_data" / "marked_follow_ups.jsonl"
"""In these the words are marked that say what a message is about."""
KINDS = ("first", "stay", "switch", "back", "refuse", "none")
_OTHERS_BEFORE = 0.6
"""So many pairs of the training begin behind one more service, so that only what is said, and not
that there was one, tells that a citizen goes back to it."""
_SEED = 128


class FollowUp(BaseModel):
    """What a citizen `says` behind the card of `focus`, for which they wrote `before`.

    `about` are the services that it is about, the best first; none where no service does it. Who
    goes `back` had `earlier` before it, and is about that again; who has to `refuse` had been
    misunderstood. `trail` are services that were talked of before, the last one first. In `says`
    `[[…]]` may mark words of the subject, and `{{…}}` words of what is not the subject.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    focus: str
    before: str
    says: str
    about: tuple[str, ...]
    kind: Literal["first", "stay", "switch", "back", "refuse", "none"]
    earlier: str = ""
    trail: tuple[str, ...] = ()
    writer: str = ""

    @property
    def text(self) -> str:
        """What they say, as it was typed."""
        return plain(self.says)


def read_follow_ups(path: Path = FOLLOW_UPS) -> list[FollowUp]:
    """The pairs of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [FollowUp.model_validate(json.loads(line)) for line in file if line.strip()]


def state_behind(one: FollowUp, catalogue: Catalogue, earlier: str = "") -> State:
    """The memory after the card of the focus, and after the cards of services before it.

    `earlier` is one more such service. Without a focus the message is a first one.
    """
    state = State()
    for first in reversed((*one.trail, earlier)):
        if first:
            state = state.turned_to(service(first)).having_shown(f"card:{first}")
    if one.kind == "back" and one.earlier:
        first, before = one.about[0], mask(one.earlier).text
        state = state.turned_to(service(first)).having_shown(f"card:{first}").wondering(before)
    if not one.focus:
        return state
    known, asked = catalogue.by_id[one.focus].service, mask(one.before).text
    state = state.turned_to(service(one.focus)).having_shown(f"card:{one.focus}")
    state = state.wondering(asked).telling(asked)
    return state.having_said(f"{known.title}: {known.summary}", {})


def teach_subjects(marked: Sequence[FollowUp], catalogue: Catalogue, target: Path) -> SubjectReader:
    """Teach the tagger of subjects by marked messages, write it to `target`, and return it."""
    reader = SubjectReader(catalogue, target)
    learn(((one.says, state_behind(one, catalogue)) for one in marked), reader, target)
    return reader


def follow_up_samples(
    pairs: Iterable[FollowUp], messages: MessageReader, catalogue: Catalogue
) -> Iterator[RankingSample]:
    """One sample for each pair whose service is among the candidates."""
    chance = random.Random(_SEED)
    for one in pairs:
        state = state_behind(one, catalogue, _another(one, catalogue, chance))
        reading = messages.reader.read(mask(one.text).text, context_of(state, catalogue))
        found = candidates(state, messages.read(reading, state), catalogue)
        wanted: set[Thing | None] = {service(id_) for id_ in one.about} or {None}
        right = [float(candidate.thing in wanted) for candidate in found]
        if total := sum(right):
            features = [candidate.features for candidate in found]
            yield RankingSample(features, [share / total for share in right], one.writer)


def _another(one: FollowUp, catalogue: Catalogue, chance: random.Random) -> str:
    """Often one more service that was talked of before, where the pair names none."""
    other = chance.choice(catalogue.entries).service.id
    is_behind = chance.random() < _OTHERS_BEFORE and other not in (one.focus, *one.about)
    tells_of_some = bool(one.trail) or one.kind in ("back", "first")
    return other if is_behind and not tells_of_some else ""


@dataclass(frozen=True)
class JudgedFollowUp:
    """A pair, and the services that the assistant speaks of then: several where it asks which."""

    pair: FollowUp
    things: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether only the right service is found; where none is right, only the focus may be."""
        if not self.pair.about:
            return set(self.things) <= {self.pair.focus}
        return len(self.things) == 1 and self.things[0] in self.pair.about

    @property
    def is_among(self) -> bool:
        """Whether the right one can at least be chosen."""
        return self.is_right or bool(set(self.things) & set(self.pair.about))


def judged(
    pairs: Sequence[FollowUp], understander: Understander, catalogue: Catalogue
) -> list[JudgedFollowUp]:
    """Each pair with what the assistant speaks of."""
    return [JudgedFollowUp(one, _spoken_of(one, understander, catalogue)) for one in pairs]


def figures(results: Sequence[JudgedFollowUp]) -> tuple[Figure, ...]:
    """How often the right service is spoken of, alone or among others, by kind."""
    found = [figure("the right service", (one.is_right for one in results))]
    for kind in KINDS:
        own = [one for one in results if one.pair.kind == kind]
        found.append(figure(f"… {kind}", (one.is_right for one in own)))
    asked = [one for one in results if one.pair.about]
    return (*found, figure("… or to be chosen", (one.is_among for one in asked)))


def _spoken_of(one: FollowUp, understander: Understander, catalogue: Catalogue) -> tuple[str, ...]:
    state = state_behind(one, catalogue)
    decision = decide(state, understander.understand(mask(one.text).text, state))
    things = [thing.id for thing in decision.things if thing.id in catalogue.by_id]
    return tuple(things)
