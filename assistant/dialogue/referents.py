"""Which thing a message means: every candidate beside all others, and «none of them».

The ranker's weights are learnt from labelled talks (`dastyar train referents`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.dialogue import words
from assistant.dialogue.ranking import Features, Ranker
from assistant.dialogue.state import State
from assistant.dialogue.subjects import Subject, place_of
from assistant.dialogue.things import Thing, ThingKind, service
from assistant.understanding.reading import Reading
from knowledge.catalogue import Catalogue, Entry
from knowledge.search.engine import SearchResult

WEIGHTS = Path(__file__).parent / "referents.json"
HITS, JOINT_HITS, MOST_JOINED = 6, 4, 14
"""Search results that are candidates, and words of a message that may need the one before."""
NONE_BAR = 0.45
"""From here on nothing is meant. On situations of a writer left out, .92 of the right services are
still among the first three then, and .12 of what no service answers gets one all the same."""
NAMED = 0.5
"""Share of the own words of a phrase that name a service: it may come then though it was rejected.
Of 29 returns to something rejected in talks 12 are heard so (7 by the whole message), and of 1,017
other messages behind a rejection 34 let it in, as one candidate among others."""
_MOVES = ("find", "tell", "choose", "correct", "return")
_UNRANKED = (ThingKind.DRAFT, ThingKind.FILED, ThingKind.JOURNEY, ThingKind.OFFICE)


@dataclass(frozen=True)
class Candidate:
    """A thing that may be meant, with what speaks for and against it."""

    thing: Thing | None
    features: Features


@dataclass(frozen=True)
class Ranked:
    """Candidates with probabilities that sum to 1 together with `none`, the likeliest first."""

    things: tuple[tuple[Thing, float], ...]
    none: float

    @property
    def best(self) -> tuple[Thing | None, float]:
        """The likeliest thing, and how likely it is if any of them is meant."""
        if not self.things or self.none >= NONE_BAR:
            return None, self.none
        thing, share = self.things[0]
        return thing, share / (1 - self.none)

    def of(self, thing: Thing | None) -> float:
        """The probability of `thing`."""
        return next((p for one, p in self.things if one == thing), 0.0)


@dataclass(frozen=True)
class MessageInContext:
    """What candidates are compared with: a reading, its clauses, and it behind the question.

    `kept` is its text without what it takes back, which is the last clause then, and `refuses` that
    it says what it does not mean; `foreign` how likely no service knows its kind,
    `answered` how likely a fact of the service in focus answers it; `aspects` how likely each
    aspect is asked for, and none; `subject` what its words are likely for, and `alike`, by service,
    how like it is to a question that was asked of that, 0..1.
    """

    reading: Reading
    clauses: tuple[Reading, ...]
    joint: Reading | None
    kept: str
    foreign: float
    commands: Mapping[str, float]
    line: tuple[str, float]
    answered: float | None = None
    refuses: bool = False
    aspects: Mapping[str, float] = field(default_factory=dict)
    subject: Subject = field(default_factory=Subject)
    alike: Mapping[str, float] = field(default_factory=dict)

    @property
    def searches(self) -> list[SearchResult]:
        """The searches of what the message means as a whole and of each clause."""
        return [one.found for one in (self.meant, *self.clauses)]

    @property
    def meant(self) -> Reading:
        """The message, without what it does not want where it says that."""
        return self.clauses[-1] if self.refuses else self.reading


def candidates(state: State, message: MessageInContext, catalogue: Catalogue) -> list[Candidate]:
    """All that may be meant, and «none of them» at the end."""
    table = _Table(state, message, catalogue)
    found = [Candidate(thing, table.features(thing)) for thing in table.things()]
    return [*found, Candidate(None, table.none())]


def rank(ranker: Ranker, found: Sequence[Candidate]) -> Ranked:
    """The candidates by probability; «none of them» is the last one."""
    shares = [float(share) for share in ranker.shares([one.features for one in found])]
    named = zip(found, shares, strict=True)
    things = [(one.thing, share) for one, share in named if one.thing is not None]
    return Ranked(tuple(sorted(things, key=lambda pair: -pair[1])), shares[-1])


class _Table:
    """The features of every candidate for one message."""

    def __init__(self, state: State, message: MessageInContext, catalogue: Catalogue) -> None:
        self._state, self._message, self._catalogue = state, message, catalogue
        text = message.reading.text
        self._own = words.own_words(message.reading.placeless)
        self._kept = words.own_words(message.kept)
        self._refused = words.own_words(text) - self._kept
        self._ordinal = words.ordinal(text, len(state.options))
        named = set(message.reading.mentions.agency_ids)
        last = message.clauses[-1] if message.clauses else message.reading
        counts = last if message.kept != text else message.reading
        self._agencies = set(counts.mentions.agency_ids)
        self._refused_agencies = named - self._agencies
        self._moves = {name: message.commands.get(name, 0.0) for name in _MOVES}
        self._place = {entry.service.id: n for n, entry in enumerate(catalogue.entries)}
        self._entries = catalogue.by_id
        seen = (*(hit.entry for hit in message.meant.found.hits[:3]), *self._of_state())
        self._likely = tuple({entry.service.id: entry for entry in seen}.values())

    def _of_state(self) -> Iterator[Entry]:
        """The services that the talk has had."""
        state = self._state
        for thing in (state.focus, *state.options, *state.queue, *state.trail):
            if thing is not None and thing.id in self._entries:
                yield self._entries[thing.id]

    def things(self) -> Iterator[Thing]:
        """Focus, options, what else was asked, trail, hits, agencies and the likely line."""
        state, message = self._state, self._message
        hits = [hit for found in message.searches for hit in found.hits[:HITS]]
        joined = message.joint.found.hits[:JOINT_HITS] if message.joint else ()
        number = message.line[0]
        seen: dict[Thing, None] = dict.fromkeys(
            (
                *((state.focus,) if state.focus else ()),
                *state.options,
                *state.queue,
                *state.trail,
                *(service(hit.entry.service.id) for hit in (*hits, *joined)),
                *self._bare_agencies(),
                *((Thing(kind=ThingKind.LINE, id=number),) if number else ()),
            )
        )
        likely = (t for t in seen if t.kind not in _UNRANKED and not self._is_refused(t))
        return (t for t in likely if not self._is_passed(t))

    def _is_passed(self, thing: Thing) -> bool:
        """Whether an agency is talked of no longer: «چند روز طول می‌کشد؟» asks of a service then."""
        is_agency = thing.kind is ThingKind.AGENCY and thing != self._state.focus
        return is_agency and thing.id not in self._agencies

    def _is_left(self, thing: Thing) -> bool:
        """Whether the message says that a thing is not meant: «پاسپورت را ول کنید»."""
        entry = self._entries.get(thing.id)
        if not self._message.refuses or entry is None:
            return False
        of_focus = words.own_words(entry.agency.name) if thing == self._state.focus else frozenset()
        titled = words.title_words(entry) | of_focus
        return bool(titled & self._refused) and not titled & self._kept

    def _bare_agencies(self) -> Iterator[Thing]:
        """Agencies, where a message names nothing else («شمارهٔ ثبت احوال»)."""
        if not words.own_words(self._message.reading.unnamed):
            for id_ in sorted(self._agencies):
                yield Thing(kind=ThingKind.AGENCY, id=id_)

    def _is_refused(self, thing: Thing) -> bool:
        """Whether a thing was rejected before, and is not named now."""
        if self._is_left(thing):
            return True
        return thing in self._state.rejected and not self._comes_back(thing)

    def _comes_back(self, thing: Thing) -> bool:
        """«ولش کن. برگردیم سر کارت ملی»: a phrase names it by a word that the focus has not."""
        entry, focus = self._entries.get(thing.id), self._state.focus
        if entry is None:
            return False
        of_focus = self._entries.get(focus.id) if focus else None
        known = words.title_words(of_focus) if of_focus else frozenset()
        titled = words.title_words(entry)
        phrases = map(words.own_words, words.phrases(self._message.kept))
        return any(
            (own & titled) - known and len(own & titled) >= NAMED * len(own) for own in phrases
        )

    def features(self, thing: Thing) -> Features:
        """What speaks for and against one thing."""
        found = dict(self._of_talk(thing))
        entry = self._entries.get(thing.id) if thing.kind is ThingKind.SERVICE else None
        titled = words.title_words(entry) if entry else None
        found |= self._message.subject.features(place_of(thing, self._state), titled)
        if thing.kind is ThingKind.SERVICE and thing.id in self._entries:
            found |= self._of_search(thing.id) | self._of_words(self._entries[thing.id])
            found |= self._of_family(self._entries[thing.id]) | self._of_answer(thing)
            found |= self._of_aspects(thing) | self._of_alike(thing)
        elif thing.kind is ThingKind.LINE:
            number, share = self._message.line
            of_line = share if number == thing.id else 0.0
            found |= {"is_line": 1.0, "line_share": of_line}
            found["line_move"] = of_line * self._message.commands.get("line", 0.0)
        elif thing.kind is ThingKind.AGENCY:
            found["is_agency"] = 1.0
        return found

    def none(self) -> Features:
        """What speaks for none of them."""
        reading = self._message.reading
        moves = sum(self._moves.values())
        return {
            "none": 1.0,
            "none_moves": moves,
            "none_find": self._moves["find"],
            "none_bare": float(not self._own),
            "none_unlikely": 1.0 - max(one.probability for one in self._message.searches),
            "none_refused": float(bool(self._refused)),
            "none_foreign": self._message.foreign,
            "none_length": min(len(reading.text.split()), 40) / 40,
            "none_answered": self._message.answered or 0.0,
        } | self._message.subject.features("none", None)

    def _of_talk(self, thing: Thing) -> Iterator[tuple[str, float]]:
        state, bare = self._state, float(not self._own)
        places = {
            "focus": thing == state.focus,
            "option": thing in state.options,
            "queued": thing in state.queue,
            "earlier": thing in state.trail[:1],
            "trail": thing in state.trail,
        }
        for place, is_there in places.items():
            if not is_there:
                continue
            yield place, 1.0
            yield f"{place}_bare", bare
            for move, share in self._moves.items():
                yield f"{place}_{move}", share
        if not any(places.values()):
            yield from ((f"new_{move}", share) for move, share in self._moves.items())
            yield "new_bare", bare
        if self._ordinal is not None and thing in state.options:
            yield "ordinal", 1.0 if state.options[self._ordinal] == thing else -1.0

    def _of_search(self, id_: str) -> Features:
        place = self._place[id_]
        readings = (self._message.meant, *self._message.clauses)
        fused = [float(one.evidence.fused[place]) for one in readings]
        sure = [_share_of(one.found, id_) for one in readings]
        found = {
            "score": fused[0],
            "best_clause": max(fused),
            "sure": sure[0],
            "sure_clause": max(sure),
            "sure_last": sure[-1],
            "first": float(self._message.meant.found.hits[0].entry.service.id == id_),
            "score_short": fused[0] * float(len(self._own) <= 2),
        }
        if joint := self._message.joint:
            found["joint"] = float(joint.evidence.fused[place])
            found["joint_sure"] = _share_of(joint.found, id_)
            found["joint_correct"] = found["joint_sure"] * self._moves["correct"]
            found["joint_find"] = found["joint_sure"] * self._moves["find"]
        return found

    def _of_aspects(self, thing: Thing) -> Features:
        """«گواهی فوت را از کجا بگیرم؟» asks for another service, «گواهی فوت هم می‌خواهد؟» not."""
        if self._state.focus is None:
            return {}
        place = "focus" if thing == self._state.focus else "new"
        return {f"{place}_asks_{name}": p for name, p in self._message.aspects.items()}

    def _of_alike(self, thing: Thing) -> Features:
        """«مامور میاد خونه یا نه؟» was asked of passports before, and not of the police."""
        known, focus = self._message.alike, self._state.focus
        if not known:
            return {}
        own = known.get(thing.id, 0.0)
        if thing == focus:
            ids = (entry.service.id for entry in self._likely)
            lead = own - max((known.get(id_, 0.0) for id_ in ids if id_ != thing.id), default=0.0)
            return {"alike": own, "alike_focus": own, "alike_lead": lead}
        of_focus = known.get(focus.id, 0.0) if focus else 0.0
        return {"alike": own, "alike_else": own, "alike_over_focus": own - of_focus}

    def _of_answer(self, thing: Thing) -> Features:
        """What the focus can answer is hardly a question for another service."""
        answered = self._message.answered
        if answered is None:
            return {}
        if thing != self._state.focus:
            return {"answered_else": answered, "unanswered_else": 1 - answered}
        of_moves = {f"answered_{move}": answered * share for move, share in self._moves.items()}
        return {"answered": answered, "unanswered": 1 - answered} | of_moves

    def _most_named(self, besides: Entry) -> int:
        """The most words of a message that are another likely service's name."""
        other = (e for e in self._likely if e is not besides)
        return max(
            (len(self._own & words.title_words(e) - self._refused) for e in other), default=0
        )

    def _of_family(self, entry: Entry) -> Features:
        """How much a service is about the thing of the focus («تمدید چی؟» after a lost card)."""
        focus = self._entries.get(self._state.focus.id) if self._state.focus else None
        if focus is None or focus is entry:
            return {}
        same = words.title_words(focus) & words.title_words(entry)
        share = len(same) / max(1, len(words.title_words(focus)))
        moves = ("find", "tell", "correct")
        return {
            "family": share,
            "family_named": share * float(bool(self._own & words.title_words(entry) - same)),
            "house": float(focus.agency.id == entry.agency.id),
        } | {f"family_{move}": share * self._moves[move] for move in moves}

    def _of_words(self, entry: Entry) -> Features:
        titled = words.title_words(entry)
        shared = self._own & titled - self._refused
        owner = float(entry.agency.id in self._agencies) if self._agencies else 0.0
        return {
            "named": len(shared) / max(1, len(self._own)),
            "named_lead": (len(shared) - self._most_named(entry)) / 3,
            "covered": len(shared) / max(1, len(titled)),
            "refused": float(bool(self._refused & titled)),
            "refused_focus": float(
                bool(self._refused & titled) and self._state.focus == service(entry.service.id)
            ),
            "agency_refused": float(entry.agency.id in self._refused_agencies),
            "agency": owner,
            "agency_other": float(bool(self._agencies)) - owner,
        }


def _share_of(found: SearchResult, id_: str) -> float:
    """The probability of the search that `id_` is right: all of it for its first result."""
    if found.hits[0].entry.service.id == id_:
        return found.probability
    scores = {hit.entry.service.id: hit.score for hit in found.hits}
    if id_ not in scores:
        return 0.0
    rest = sum(hit.score**4 for hit in found.hits[1:]) or 1.0
    return (1 - found.probability) * float(np.float64(scores[id_]) ** 4 / rest)
