"""An office that is named, or that a need belongs to, where no service of the catalogue fits."""

from assistant.dialogue.offices import Office
from assistant.dialogue.policy import topics
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.topics import (
    LEAST_OF_LONG,
    LIKELY,
    LONG,
    MOST_CHOICES,
    REJECTED,
    UNLIKELY,
)
from assistant.dialogue.policy.wording import TOPIC
from assistant.dialogue.state import State, Thing, ThingKind
from assistant.dialogue.understand import Understanding

NEED_LIKE, NEED_SURELY, NEED_SOUGHT = 0.55, 0.8, 0.5
"""So like a need that no service meets; the second where a service is likely. Of the needs' own 492
questions, each unknown, .59 reach the first with the right need, and .02 with a wrong one."""


def need(state: State, heard: Understanding) -> Decision | None:
    """What no service of the catalogue does, and one agency surely."""
    likely, (thing, share) = heard.need, heard.things.best
    of_focus = thing is not None and thing == state.focus and share >= LIKELY
    if likely is None or heard.named is not None or of_focus:
        return None
    is_likely = thing is not None and share >= LIKELY and heard.things.none < UNLIKELY
    bar = NEED_SURELY if is_likely else NEED_LIKE
    if likely.likeness < bar or heard.of(*TOPIC) < NEED_SOUGHT:
        return None
    agency = Thing(kind=ThingKind.AGENCY, id=likely.topic.agency)
    if topics.is_repeated(state, agency, heard):
        return None
    return Decision(Move.AGENCY, (agency,), heard.aspects, name=likely.topic.need)


def office(state: State, heard: Understanding) -> Decision | None:
    """An office is named, and no service that may be meant is its own: never what looks alike."""
    office, (thing, share) = heard.office, heard.things.best
    is_sought = heard.main in TOPIC or heard.of(*TOPIC) >= NEED_SOUGHT
    if office is None or not is_sought or _is_need_of(office, heard):
        return None
    if thing is not None and len(heard.text.split()) >= LONG:
        # A story names offices on its way: «همسایه گفت برو بهزیستی».
        return None
    rejects = heard.of("correct") >= REJECTED
    if thing is not None and thing in (state.focus, *state.options) and not rejects:
        # «یا باید بروم پلیس +۱۰؟» asks of the service that is spoken of, or of one that may be.
        return None
    gone = (state.focus,) if rejects and state.focus else ()
    if thing is None or thing in gone:
        # «گاز نه، برق»: what that agency has is nearer than its telephone.
        if own := _own(office, gone, state, heard):
            return Decision(Move.CHOICES, own, heard.aspects, rejects=gone)
    elif thing.id in office.services or office.is_passing:
        return None
    alike = (thing,) if thing and thing.kind is ThingKind.SERVICE and share >= LIKELY else ()
    things = (Thing(kind=ThingKind.AGENCY, id=office.agency),) if office.agency else ()
    rejected = tuple(dict.fromkeys((*gone, *alike)))
    return Decision(Move.OFFICE, things, heard.aspects, name=office.name, rejects=rejected)


def _is_need_of(office: Office, heard: Understanding) -> bool:
    """Whether a need is meant that is known to be the office's matter."""
    likely = heard.need
    is_like = likely is not None and likely.likeness >= NEED_LIKE
    return likely is not None and is_like and likely.topic.agency == office.agency


def _own(
    office: Office, gone: tuple[Thing, ...], state: State, heard: Understanding
) -> tuple[Thing, ...]:
    """The services of an office that may be meant."""
    likely = [
        t for t, p in topics.services(heard) if t.id in office.services and p >= LEAST_OF_LONG
    ]
    return tuple(one for one in likely if one not in (*gone, *state.rejected))[:MOST_CHOICES]
