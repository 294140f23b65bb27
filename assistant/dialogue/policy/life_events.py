"""Life events: when one is told, and which of its steps is wanted."""

from assistant.dialogue import words
from assistant.dialogue.life_events import LikelyLifeEvent
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.topics import DOUBT, LONG
from assistant.dialogue.policy.wording import MOST_WORDS_OF_CHOICE
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, ThingKind, life_event
from assistant.dialogue.understood import Understanding

LIFE, LIFE_NAMED, NAMED_SURELY, LIFE_KNOWN, LIFE_BESIDE = 0.5, 1.0, 0.8, 0.9, 0.15
"""So much must speak for a life event: from the first its list is shown; from the second where a
service is as sure as the third, but for what is as like a known way to tell it as the fourth; from
the last a quiet button for it goes with the card of a step."""
LIFE_LEADS = 0.3
"""So far it must lead the other events. Of 60 short tellings by somebody new 41 get the right list
and none a wrong one, where 11 did without the lead; of 90 long stories 14 the right list and 4 a
wrong one; of 90 messages that want one thing none gets a list."""
LIFE_ALONE, LIFE_OFFERED = 0.4, 0.35
"""So much must speak for a life event where nothing else is meant; from the second a button that
names it stands beside any other answer."""
LIFE_HEARD, LIFE_HEARD_ALONE = 0.5, 0.25
"""Where the encoder alone is so sure that an event is told, the button needs no lead; the second is
how sure it must be where nothing else is meant."""
LIFE_FIND = 0.5
"""So likely a message in the middle of a talk must seek something, to tell a life event."""
MOST_WORDS_OF_STEP = 10
_UNSURE = (Move.MISS, Move.CHOICES, Move.PERHAPS)
_BESIDE_LIFE = (*_UNSURE, Move.SHOW, Move.AGENCY, Move.OFFICE, Move.LINE, Move.DANGER)
STORY_SURE = 0.65
"""So likely a service is meant that who tells a lot gets before the list of the event. Of the
stories in `life_events.jsonl` 8 get the right list at this, and 7 at .6."""


def lives_beside(decision: Decision, state: State, heard: Understanding) -> tuple[Thing, ...]:
    """The life event that is told beside what is asked for, or that a card is a step of.

    Where nothing else is found and it may be one of two, both.
    """
    life = heard.life
    if decision.move not in _BESIDE_LIFE or life is None or _goes_through(state, life):
        return ()
    steps = {step.service for step in life.journey.steps}
    is_step = decision.move is Move.SHOW and decision.things[0].id in steps
    is_heard = life.share >= LIFE_HEARD
    is_told = life.told >= LIFE_OFFERED and (is_heard or life.lead >= LIFE_LEADS)
    if not (is_told or (is_step and life.told >= LIFE_BESIDE)):
        return ()
    is_open = is_heard and decision.move in _UNSURE and life.lead < LIFE_LEADS
    events = (life.journey, *(life.others[:1] if is_open else ()))
    told = (life_event(event.id) for event in events)
    return tuple(event for event in told if event not in state.rejected)


def step(state: State, heard: Understanding) -> Decision | None:
    """The next thing, one of them by its number, or the list, after a life event was told."""
    if heard.through is None:
        return None
    things = (life_event(heard.through),)
    if words.has_only("lists_of_steps", heard.text):
        # «به ترتیب بگو اول کدوم» also behind the cards of two things to do.
        return Decision(Move.LIST, things)
    if state.journey is None or len(heard.text.split()) > MOST_WORDS_OF_STEP:
        return None
    if words.has_only("next_steps", heard.text):
        return Decision(Move.STEP, things)
    place = heard.step if heard.step is not None else _place_in_list(state, heard)
    return None if place is None else Decision(Move.STEP, things, step=place)


def _place_in_list(state: State, heard: Understanding) -> int | None:
    """«۳», or after the list «سومی»."""
    is_short = len(heard.text.split()) <= MOST_WORDS_OF_CHOICE and not state.options
    is_listed = state.focus is not None and state.focus.kind is ThingKind.JOURNEY
    is_meant = is_short and (is_listed or heard.text.isdigit())
    return words.ordinal(heard.text, state.journey.count) if is_meant and state.journey else None


def journey(state: State, heard: Understanding) -> Decision | None:
    """A life event, told without a word for one paper of it."""
    life = heard.life
    if life is None or life.lead < LIFE_LEADS or heard.named is not None:
        return None
    if life_event(life.journey.id) in state.rejected:
        return None
    asks_on = state.focus is not None and heard.of("find") < LIFE_FIND
    is_followed = _goes_through(state, life) and heard.things.best[0] is not None
    if asks_on or is_followed or life.told < _life_bar(life, heard):
        return None
    if len(heard.text.split()) >= LONG and _is_sure(heard):
        # Who tells a lot and asks for one thing gets that, and the event's button.
        return None
    return Decision(Move.LIST, (life_event(life.journey.id),), step=0)


def _is_sure(heard: Understanding) -> bool:
    thing, share = heard.things.best
    is_service = thing is not None and thing.kind is ThingKind.SERVICE
    return is_service and share >= STORY_SURE and heard.things.none < DOUBT


def _life_bar(life: LikelyLifeEvent, heard: Understanding) -> float:
    thing, share = heard.things.best
    if thing is None and life.share >= LIFE_HEARD_ALONE:
        return LIFE_ALONE
    is_named = thing is not None and share >= NAMED_SURELY and heard.things.none < DOUBT
    return LIFE_NAMED if is_named and life.likeness < LIFE_KNOWN else LIFE


def _goes_through(state: State, life: LikelyLifeEvent) -> bool:
    return state.journey is not None and state.journey.id == life.journey.id
