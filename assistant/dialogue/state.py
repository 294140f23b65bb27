"""What a conversation remembers: one frozen object, and the named transitions that change it.

It is kept as JSON in the conversation's row between two messages. Every text in it is masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.things import DRAFT, Asked, Frozen, Open, Thing, ThingKind, life_event

_T = TypeVar("_T")
_TRAIL, _SHOWN, _REJECTED, _FOLLOWED_UP, _STEPS, _GRIEVANCES = 6, 60, 12, 400, 20, 3
_TOLD, _LATER = 2, 3
TELLS = 6
"""A later message of so many words tells something that questions may lean on."""


class Aside(Frozen):
    """What a button beside an answer offers, and the message that may have meant it."""

    thing: Thing
    question: Annotated[str, StringConstraints(max_length=_FOLLOWED_UP)]
    aspects: tuple[str, ...] = ()


class Progress(Frozen):
    """A life event that is gone through: its steps, and which were told, the newest last."""

    id: str
    count: int
    told: tuple[int, ...] = ()


class State(Frozen):
    """Everything that is remembered between two messages.

    `trail` holds earlier foci, newest first; `shown` the keys of what was said already.
    `question` is the open wish in the citizen's own words, `aside` what else the newest answer
    offered by a button, with what was asked, `told` what was told of the matter in
    focus, its first message and the newest, `queue` what else was asked and is
    still to come, `journey` the life event that was told, `later` other matters, each a case that
    waits, `grievances` what was told of an agency while no case was written, the newest last,
    which `may_complain` where a case was offered for it,
    `filed_parts`, `filed_agency` and `filed_place` of the case that was filed last, `outgoing`
    what waits for a yes to be sent to it, `given_up` the case that the newest answer let go,
    `code` a tracking code that came without its pin. `said` is the beginning of the last answer,
    `buttons` what each button under it is called and does, and `wordings` how often each sentence
    was needed.
    """

    focus: Thing | None = None
    trail: tuple[Thing, ...] = ()
    shown: tuple[str, ...] = ()
    asked: Asked | None = None
    question: Annotated[str, StringConstraints(max_length=_FOLLOWED_UP)] = ""
    told: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    aside: Aside | None = None
    queue: tuple[Thing, ...] = ()
    rejected: tuple[Thing, ...] = ()
    draft: Draft | None = None
    journey: Progress | None = None
    later: tuple[Draft, ...] = ()
    grievances: tuple[Part, ...] = ()
    may_complain: bool = False
    filed_parts: tuple[Part, ...] = ()
    filed_agency: str | None = None
    filed_place: tuple[str, str] = ("", "")
    outgoing: tuple[Part, ...] = ()
    given_up: Draft | None = None
    code: str | None = None
    misses: int = 0
    grumbles: int = 0
    said: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    wordings: dict[str, int] = Field(default_factory=dict)

    # Transitions: the only writers.

    def turned_to(self, thing: Thing | None) -> State:
        """The talk is now about `thing`; what it was about joins the trail.

        What is talked of is rejected no longer.
        """
        rejected = tuple(one for one in self.rejected if one != thing)
        if thing == self.focus:
            return self._with(misses=0, rejected=rejected)
        before = (self.focus, *self.trail) if self.focus else self.trail
        trail = tuple(dict.fromkeys(t for t in before if t not in (thing, DRAFT)))[:_TRAIL]
        return self._with(focus=thing, trail=trail, misses=0, rejected=rejected)

    def having_shown(self, *keys: str) -> State:
        """These keys were said."""
        return self._with(shown=_newest(self.shown, keys, _SHOWN))

    def asking(self, asked: Asked | None) -> State:
        """What is open now; None when nothing is."""
        return self._with(asked=asked)

    def wondering(self, question: str, aspects: tuple[str, ...] = ()) -> State:
        """The citizen's open wish, and which aspects of it are still to be told."""
        return self._with(question=question[:_FOLLOWED_UP], aspects=aspects)

    def telling(self, *messages: str) -> State:
        """What was told of the matter in focus: its first message and the newest are kept."""
        first, *later = (message[:_FOLLOWED_UP] for message in messages)
        return self._with(told=(first, *later[-_TOLD:]))

    def offering(
        self, thing: Thing | None, question: str = "", aspects: tuple[str, ...] = ()
    ) -> State:
        """What else a message may mean that asks `question`; None when nothing else is."""
        asked = question[:_FOLLOWED_UP]
        aside = Aside(thing=thing, question=asked, aspects=aspects) if thing else None
        return self._with(aside=aside)

    def queueing(self, *things: Thing) -> State:
        """What else was asked in the same breath, to be taken up next."""
        return self._with(queue=things)

    def without(self, *things: Thing) -> State:
        """These were rejected: never shown again unless they are named."""
        rejected = _newest(self.rejected, things, _REJECTED)
        focus = None if self.focus in things else self.focus
        is_over = self.journey is not None and life_event(self.journey.id) in things
        journey = None if is_over else self.journey
        return self._with(rejected=rejected, focus=focus, journey=journey)

    def setting_out(self, journey: str, count: int) -> State:
        """A life event is gone through, from its first step if it is another than before."""
        is_same = self.journey is not None and self.journey.id == journey
        return self if is_same else self._with(journey=Progress(id=journey, count=count))

    def having_told(self, step: int) -> State:
        """A step of the life event was told."""
        if self.journey is None:
            return self
        told = _newest(self.journey.told, (step,), _STEPS)
        return self._with(journey=self.journey.model_copy(update={"told": told}))

    def drafting(self, draft: Draft | None) -> State:
        """The case in hand, opened, changed, or given up with None."""
        if draft is None:
            focus = next(iter(self.trail), None) if self.focus == DRAFT else self.focus
            return self._with(draft=None, focus=focus, asked=None)
        misses = self.misses if self.focus == DRAFT else 0
        return self.turned_to(DRAFT)._with(draft=draft, misses=misses)

    def having_quieted(self, draft: Draft) -> State:
        """The case in hand, after what its citizen wished about who may read what."""
        return self._with(draft=draft)

    def giving_up(self, draft: Draft | None) -> State:
        """The case in hand is let go, and can be taken up by the next message; None: no more."""
        return self._with(draft=None, given_up=draft) if draft else self._with(given_up=None)

    def setting_aside(self, *later: Draft) -> State:
        """Other matters wait until the case in hand is filed, the next one first; none: no more."""
        return self._with(later=later[:_LATER])

    def aggrieved(self, *told: Part, may_complain: bool = False) -> State:
        """These were told of an agency, and may be what a case will be about; none: forget them.

        `may_complain` if a case was offered for them.
        """
        if not told:
            return self._with(grievances=(), may_complain=False)
        parts = (*self.grievances, *told)[-_GRIEVANCES:]
        return self._with(grievances=parts, may_complain=may_complain or self.may_complain)

    def filed(self, code: str) -> State:
        """The case in hand was filed under `code`, and stays in focus."""
        draft = self.draft or Draft()
        done = self._with(
            draft=None,
            asked=None,
            focus=None,
            filed_parts=draft.parts,
            filed_agency=draft.agency,
            filed_place=(draft.province, draft.city),
            outgoing=(),
        )
        return done.turned_to(Thing(kind=ThingKind.FILED, id=code))

    def returned_to(self, code: str, agency: str | None, *parts: Part) -> State:
        """Another case that was filed in this talk is spoken of, with these words in it."""
        back = self._with(filed_parts=parts, filed_agency=agency, outgoing=())
        return back.turned_to(Thing(kind=ThingKind.FILED, id=code))

    def holding(self, outgoing: tuple[Part, ...]) -> State:
        """What waits for a yes to be sent to the case that was filed; empty when nothing does."""
        return self._with(outgoing=outgoing)

    def tracking(self, code: str | None) -> State:
        """A tracking code was told, whose pin may still come."""
        return self._with(code=code)

    def missed(self) -> State:
        """The answer led nowhere."""
        return self._with(misses=self.misses + 1)

    def vexed(self) -> State:
        """The citizen is annoyed at the assistant."""
        return self._with(grumbles=self.grumbles + 1)

    def having_said(self, said: str, wordings: dict[str, int]) -> State:
        """The beginning of the answer, and the wordings that it used."""
        return self._with(said=said, wordings=wordings)

    def having_offered(self, buttons: tuple[tuple[str, str], ...]) -> State:
        """What the buttons under the answer are called, and what they do."""
        return self._with(buttons=buttons)

    def _with(self, **changes: Any) -> State:
        return self.model_copy(update=changes)

    # Reading.

    @property
    def options(self) -> tuple[Thing, ...]:
        """What can be chosen from."""
        return self.asked.options if self.asked else ()

    @property
    def asked_kind(self) -> Open | None:
        """What kind of question is open."""
        return self.asked.kind if self.asked else None

    @property
    def speaks_of_service(self) -> bool:
        """Whether the talk is about a service, and no case is written."""
        is_service = self.focus is not None and self.focus.kind is ThingKind.SERVICE
        return is_service and self.draft is None

    def is_open(self, kind: Open) -> bool:
        """Whether `kind` is what was asked last."""
        return self.asked is not None and self.asked.kind is kind

    def has_shown(self, key: str) -> bool:
        """Whether `key` was said already."""
        return key in self.shown

    @property
    def filed_code(self) -> str | None:
        """The tracking code of the case that was filed last in this talk."""
        things = (self.focus, *self.trail)
        return next((t.id for t in things if t and t.kind is ThingKind.FILED), None)


def _newest(known: Sequence[_T], new: Sequence[_T], most: int) -> tuple[_T, ...]:
    """`known` with `new` behind, each once; the oldest are dropped first."""
    last = reversed(list(dict.fromkeys(reversed(new))))
    return (*(one for one in known if one not in new), *last)[-most:]


def read_state(kept: object) -> State:
    """The state that was kept as JSON; a fresh one for anything else."""
    try:
        return State.model_validate(kept or {})
    except ValidationError:
        # An older version's memory: the talk goes on, without what was said before.
        return State()
