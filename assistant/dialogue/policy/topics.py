"""Which service, line or agency is meant, and how sure that must be to be shown.

Where no service of the catalogue fits, an office may be named, or a need belong to one.
"""

from assistant.dialogue import words
from assistant.dialogue.offices import Office
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.wording import TOPIC
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, ThingKind
from assistant.dialogue.understood import Understanding

LINE_BAR = 0.5
SURE, LIKELY, LEAST, DOUBT, UNLIKELY = 0.6, 0.35, 0.1, 0.2, 0.3
"""Of a referent: alone; ahead of the others; as one of several. From DOUBT on that none is meant,
or where it is not surely meant, a word of doubt goes with it, and no card while nothing is talked
of: of 25 such first messages 16 meant no service. From UNLIKELY on its name is only offered."""
ANSWERED = 0.93
"""So likely the focus answers a message that sounds like a rejection: «این چه ربطی داشت، من می‌گم …»
asks again."""
FOCUS_ANSWERS = 0.5
"""So likely a fact of the focus answers a message that may mean another service as well."""
FOCUS_SURELY_ANSWERS, YIELDS = 0.95, 0.8
"""So surely a fact of the focus answers what means another service by less than the second: of 7
such turns 5 asked on of the focus («وام هم می‌دهند بهش؟»), and 1 of the other."""
SURELY_FOCUS = 0.85
"""So sure the ranker is of the focus that no other service is meant by being named: of 12 such
follow-ups all were of the focus («کارت واکسن هم می‌خواهند؟»)."""
REJECTED = 0.3
"""From here on a message counts as rejecting what it is about."""
ELSE_MEANT = 0.15
"""From here on a quiet button names what else may be meant than the focus. Of 29 turns that were
answered by the wrong focus it would have mended 9; of 276 others 29 get one."""
MOST_CHOICES = 3
LONG = 18
"""A message of so many words tells a story: it names offices on its way, and where it surely means
a service it has the service, and the life event beside it."""
NONE_OF_LONG, LEAST_OF_LONG = 0.6, 0.05
"""Who has told so much is not asked to tell more while the first is not reached: at most three
services are named that reach the second."""


def else_meant(decision: Decision, state: State, heard: Understanding) -> Thing | None:
    """Another service than the focus that is asked on, where it may well be meant."""
    if decision.move is not Move.TELL:
        return None
    gone = (*decision.things, *state.rejected)
    others = [
        (thing, share)
        for thing, share in heard.things.things
        if thing.kind is ThingKind.SERVICE and thing not in gone
    ]
    return next((thing for thing, share in others[:1] if share >= ELSE_MEANT), None)


def line(_: State, heard: Understanding) -> Decision | None:
    """A telephone line is meant, and no service surely."""
    thing, share = heard.things.best
    is_line = thing is not None and thing.kind is ThingKind.LINE
    if (
        heard.of("line") >= LINE_BAR
        and heard.line[1] >= 0.35
        and (is_line or thing is None or share < SURE)
    ):
        return Decision(Move.LINE, (Thing(kind=ThingKind.LINE, id=heard.line[0]),))
    return None


def details(state: State, heard: Understanding) -> Decision | None:
    """All that is known of the service that is spoken of, where nothing else is asked."""
    if not state.speaks_of_service or state.focus is None:
        return None
    asks_all = words.has_only("all_details", heard.text)
    return Decision(Move.DETAILS, (state.focus,)) if asks_all else None


def number(_: State, heard: Understanding) -> Decision | None:
    """«شمارهٔ آب و فاضلاب رو بده» wants nothing but the number of an agency that it names."""
    agencies = heard.reading.mentions.agency_ids
    rest = words.pattern("phones").sub(" ", heard.reading.unnamed)
    is_all = words.has("phones", heard.text) and not words.own_words(rest)
    if not (is_all and len(agencies) == 1):
        return None
    return Decision(Move.AGENCY, (Thing(kind=ThingKind.AGENCY, id=agencies[0]),), ("contact",))


def is_repeated(state: State, thing: Thing, heard: Understanding) -> bool:
    """Whether an agency was told just now, and its site and number are not asked for."""
    is_told = thing.kind is ThingKind.AGENCY and thing == state.focus
    return is_told and not {"contact", "where"} & set(heard.aspects)


def topic(state: State, heard: Understanding) -> Decision | None:
    """The thing that is meant, and what is asked of it."""
    if len(heard.both) >= 2 and heard.of("find") >= 0.4:
        return Decision(Move.SHOW, heard.both, heard.aspects)
    thing, share = _meant(state, heard)
    # «نه این نبود» means nothing that a search could find.
    rejects = heard.of("correct", "deny")
    only_rejects = not words.own_words(heard.reading.placeless) and rejects >= 0.5
    if thing is None and _is_of_focus(state, heard):
        # «فقط بگو چقد آب می‌خوره برام» is like no service, and has its answer.
        thing = state.focus
    if thing is None or (only_rejects and thing not in state.trail and not heard.aspects):
        return _unknown(state, heard)
    if thing.kind is not ThingKind.SERVICE:
        return _no_service(state, thing, heard)
    asks_on = _points_above(heard) or _is_answered(share, heard)
    if thing == state.focus or (state.speaks_of_service and asks_on):
        return _of_focus(state, state.focus or thing, heard)
    unlikely = state.focus is None and heard.things.none >= UNLIKELY
    several = () if share >= SURE and not unlikely else _several(heard)
    if len(several) > 1 or (several and unlikely):
        return _one_of(several, state, heard)
    return Decision(_how_sure(share, state, heard), (thing,), heard.aspects)


def _is_of_focus(state: State, heard: Understanding) -> bool:
    """Whether what means nothing that is known asks for an aspect that the focus surely tells."""
    is_answered = heard.answered >= FOCUS_SURELY_ANSWERS and bool(heard.aspects)
    return state.speaks_of_service and is_answered and heard.main in ("tell", "process", "grumble")


def _is_answered(share: float, heard: Understanding) -> bool:
    """Whether the focus surely answers what means another service, and that less surely."""
    is_left = heard.named is not None or heard.main in ("correct", "return", "choose")
    return heard.answered >= FOCUS_SURELY_ANSWERS and share < YIELDS and not is_left


def _how_sure(share: float, state: State, heard: Understanding) -> Move:
    """How one service is told that is meant with this share."""
    if share >= SURE and heard.things.none < DOUBT:
        return Move.SHOW
    return Move.PERHAPS if state.focus else Move.CHOICES


_KNOWS_ITSELF = (ThingKind.AGENCY, ThingKind.OFFICE)


def of_agency(state: State, heard: Understanding) -> Decision | None:
    """«مدارکش چیه؟» of what only an agency or an unknown office knows."""
    focus, (thing, share) = state.focus, heard.things.best
    is_another = heard.named or (thing and thing.kind is ThingKind.SERVICE and share >= SURE)
    if focus is None or focus.kind not in _KNOWS_ITSELF or heard.main != "tell" or is_another:
        return None
    return Decision(Move.AGENCY, (focus,), heard.aspects)


def _points_above(heard: Understanding) -> bool:
    """«بالا نوشته بود از راه مدرسه هم می‌شود» is about what was said, and names no other."""
    return words.has("said_above", heard.text) and heard.named is None


def _one_of(several: tuple[Thing, ...], state: State, heard: Understanding) -> Decision:
    """Which is meant is asked; a focus that has the answer gives it, and the other has a button."""
    focus = state.focus
    if focus in several and focus is not None and heard.answered >= FOCUS_ANSWERS:
        return Decision(Move.TELL, (focus,), heard.aspects)
    return Decision(Move.CHOICES, several, heard.aspects)


def _no_service(state: State, thing: Thing, heard: Understanding) -> Decision | None:
    """A line or an agency; where that was told just now, services that may be meant instead."""
    if is_repeated(state, thing, heard):
        several = _several(heard)
        return Decision(Move.CHOICES, several, heard.aspects) if several else None
    move = Move.LINE if thing.kind is ThingKind.LINE else Move.AGENCY
    return Decision(move, (thing,), heard.aspects)


def _meant(state: State, heard: Understanding) -> tuple[Thing | None, float]:
    """The likeliest thing; not what a message rejects, where it names something else instead."""
    thing, share = heard.things.best
    is_of_focus = thing == state.focus and share >= SURELY_FOCUS and not heard.names_only
    if heard.named is not None and heard.named not in state.rejected and not is_of_focus:
        return heard.named, 1.0
    if thing != state.focus or heard.of("correct") < REJECTED or heard.aspects:
        return thing, share
    if not words.own_words(heard.reading.placeless):
        return thing, share
    others = [(t, p) for t, p in heard.things.things if t not in (thing, *state.rejected)]
    rest = heard.things.none + sum(p for _, p in others)
    best, likely = others[0] if others else (None, 0.0)
    return (best, likely / rest) if best and likely / rest >= LIKELY else (thing, share)


def _of_focus(state: State, thing: Thing, heard: Understanding) -> Decision:
    rejects = heard.main == "correct" and heard.of("correct") >= 0.5 and not heard.aspects
    if rejects and heard.answered < ANSWERED and not heard.affirms:
        return _instead(state, thing, heard)
    return Decision(Move.TELL, (thing,), heard.aspects)


def _instead(state: State, rejected: Thing, heard: Understanding) -> Decision:
    """What else a message that rejects the focus may mean, where it says more than that."""
    gone = (rejected, *state.rejected)
    others = [(thing, share) for thing, share in services(heard) if thing not in gone]
    rest = heard.things.none + sum(share for _, share in others)
    near = tuple(thing for thing, share in others if share >= LEAST * rest)[:MOST_CHOICES]
    if not words.own_words(heard.reading.placeless) or not near:
        return Decision(Move.NOT_THIS, (rejected,))
    return Decision(Move.CHOICES, near, heard.aspects, rejects=(rejected,))


def services(heard: Understanding) -> list[tuple[Thing, float]]:
    """The services that may be meant, likeliest first."""
    return [(t, p) for t, p in heard.things.things if t.kind is ThingKind.SERVICE]


def _several(heard: Understanding) -> tuple[Thing, ...]:
    """What is likely enough to choose from, best first; one alone where it leads clearly."""
    ranked = services(heard)
    likely = [t for t, p in ranked if p >= LEAST][:MOST_CHOICES]
    leads = ranked and ranked[0][1] >= LIKELY and ranked[0][1] >= 2 * _second(ranked)
    return tuple(likely[:1] if leads else likely)


def _second(ranked: list[tuple[Thing, float]]) -> float:
    return ranked[1][1] if len(ranked) > 1 else 0.0


def _unknown(state: State, heard: Understanding) -> Decision | None:
    """Nothing is likely: reject what was shown, name the agency, or say so."""
    if heard.of("correct", "deny") >= 0.4 and (state.focus or state.options):
        rejected = state.options or ((state.focus,) if state.focus else ())
        return Decision(Move.NOT_THIS, rejected)
    for id_ in heard.reading.mentions.agency_ids:
        agency = Thing(kind=ThingKind.AGENCY, id=id_)
        if not is_repeated(state, agency, heard):
            return Decision(Move.AGENCY, (agency,))
    if len(heard.text.split()) >= LONG and heard.things.none < NONE_OF_LONG:
        near = [thing for thing, p in services(heard) if p >= LEAST_OF_LONG]
        if likely := [thing for thing in near if thing not in state.rejected]:
            return Decision(Move.CHOICES, tuple(likely[:MOST_CHOICES]), heard.aspects)
    if sharing := [thing for thing in heard.sharing if thing not in state.rejected]:
        return Decision(Move.CHOICES, tuple(sharing[:MOST_CHOICES]), heard.aspects)
    return None


SEEKS_ANEW = 0.6
"""So likely a message seeks something that it is not about the service that is spoken of."""
NEED_SURE, NEED_AMID, NEED_CERTAIN, NEED_SOUGHT, OFFICE_SOUGHT = 0.5, 0.9, 0.97, 0.2, 0.5
"""So surely a need is meant that no service meets, by what asks on amid a talk of a service, or
beside a service that is as sure or a life event; and so likely something is sought. Of 410 first
messages on which the first was chosen .67 get the right need and .05 another (.55 and .02 at .8),
of 330 on a service .015 one. An office that is named needs the last.
"""


def need(state: State, heard: Understanding) -> Decision | None:
    """What no service of the catalogue does, and one agency surely."""
    likely, (thing, share) = heard.need, heard.things.best
    of_focus = state.speaks_of_service and thing == state.focus and share >= LIKELY
    if likely is not None and heard.main == "find" and likely.share >= NEED_AMID:
        # «یه چیز دیگه، می‌تونم انتقالی بگیرم؟» seeks something new, though it sounds like the old.
        of_focus = False
    if likely is None or heard.named is not None or of_focus:
        return None
    is_service = thing is not None and thing.kind is ThingKind.SERVICE and share >= NEED_AMID
    is_amid = bool(state.speaks_of_service or state.options) and heard.of("find") < SEEKS_ANEW
    bar = NEED_CERTAIN if is_service else NEED_AMID if is_amid else NEED_SURE
    if likely.share < bar or heard.of(*TOPIC) < NEED_SOUGHT:
        return None
    agency = Thing(kind=ThingKind.AGENCY, id=likely.need.agency)
    if is_repeated(state, agency, heard):
        return None
    return Decision(Move.AGENCY, (agency,), heard.aspects, name=likely.need.need)


def office(state: State, heard: Understanding) -> Decision | None:
    """An office is named, and no service that may be meant is its own: never what looks alike."""
    office, (thing, share) = heard.office, heard.things.best
    is_sought = heard.main in TOPIC or heard.of(*TOPIC) >= OFFICE_SOUGHT
    rejects = heard.of("correct") >= REJECTED
    # «برا سال بعد هم همون بانک کشاورزی برم؟» asks on of the service that is spoken of.
    asks_on = state.speaks_of_service and heard.main == "tell" and not rejects
    if office is None or not is_sought or asks_on or _is_need_of(office, heard):
        return None
    if thing is not None and len(heard.text.split()) >= LONG:
        # A story names offices on its way: «همسایه گفت برو بهزیستی».
        return None
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
    """Whether a need is meant that is the office's matter, or that of no office that is known.

    «بیمهٔ قالیباف‌ها» is called like an office, and is a need whose agency is known.
    """
    likely = heard.need
    is_meant = likely is not None and likely.share >= NEED_SURE
    return likely is not None and is_meant and office.agency in (None, likely.need.agency)


def _own(
    office: Office, gone: tuple[Thing, ...], state: State, heard: Understanding
) -> tuple[Thing, ...]:
    """The services of an office that may be meant."""
    likely = [t for t, p in services(heard) if t.id in office.services and p >= LEAST_OF_LONG]
    return tuple(one for one in likely if one not in (*gone, *state.rejected))[:MOST_CHOICES]
