"""What to do about a message: one short, ordered table over probabilities.

Costs live here and nowhere else. A bar says how likely a reading must be before it is acted on:
high where a mistake does harm (a complaint that nobody wanted), low where silence does (a danger).
The bars were set on development talks; `dastyar evaluate talks` shows what a change does to them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.policy import dangers, drafts, life_events, openings, procedure, topics
from assistant.dialogue.policy.dangers import QUIET
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.openings import may_complain
from assistant.dialogue.policy.topics import SURE
from assistant.dialogue.policy.wording import MOST_WORDS_OF_CHOICE, SOCIAL, TOPIC, sends
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open
from assistant.dialogue.understood import Understanding

HUMAN_BAR, HUMAN_NAMED = 0.6, 0.15
LEADS = 0.3
SURELY_ASKS = 0.8
"""So surely a grumble asks for an aspect of what is likely meant that this is told."""
SURELY_SOCIAL, THANKS_ALONE, ASKS_BESIDE = 0.95, 0.8, 0.1
"""Small talk with a word that asks is small talk from the second, with a mark from the first; a
question about the procedure beside it counts from the third."""


def decide(state: State, heard: Understanding) -> Decision:
    """The first row of the table that fits."""
    for row in _TABLE:
        if decision := row(state, heard):
            lives = life_events.lives_beside(decision, state, heard)
            if heard.is_unnamed and state.draft is not None:
                return _unnamed(decision)
            return replace(_with_asides(decision, state, heard), lives=lives)
    return replace(_MISSED, lives=life_events.lives_beside(_MISSED, state, heard))


def _unnamed(decision: Decision) -> Decision:
    """`decision`, and that no name is told: before the summary that it shows, behind a receipt."""
    if decision.then is not None or decision.move in (Move.SECRET, Move.CANCEL, Move.DANGER):
        return decision
    if decision.move is Move.CONFIRM:
        return replace(decision, then=Decision(Move.SECRET))
    return Decision(Move.SECRET, then=decision)


_MISSED = Decision(Move.MISS)
_WITH_ASIDES = (
    Move.SHOW,
    Move.PERHAPS,
    Move.TELL,
    Move.CHOICES,
    Move.MISS,
    Move.LIST,
    Move.LINE,
)


def _with_asides(decision: Decision, state: State, heard: Understanding) -> Decision:
    """What is said in passing, where the main answer is something harmless."""
    if decision.move not in _WITH_ASIDES or decision.then is not None:
        return decision
    return replace(
        decision,
        in_doubt=may_complain(heard),
        quiet_danger=dangers.danger_share(state, heard) >= QUIET * dangers.danger_bar(state),
        beside=topics.else_meant(decision, state, heard),
    )


def _human(_: State, heard: Understanding) -> Decision | None:
    bar = HUMAN_NAMED if words.has("humans", heard.text) else HUMAN_BAR
    if heard.of("human") < bar:
        return None
    return Decision(Move.STAY if words.has("no_human", heard.text) else Move.HUMAN)


def _numbered(state: State, heard: Understanding) -> Decision | None:
    """«2» or «دومی» after a list."""
    place = words.ordinal(heard.text, len(state.options))
    if place is None or len(heard.text.split()) > MOST_WORDS_OF_CHOICE:
        return None
    return Decision(Move.SHOW, (state.options[place],), state.aspects or heard.aspects)


def _offered(state: State, heard: Understanding) -> Decision | None:
    """Yes or no to what was offered."""
    if state.outgoing and sends(heard):
        return Decision(Move.SEND)
    asked = state.asked
    if asked is None or asked.kind is not Open.YES_NO or not asked.offer:
        return None
    # «آره پس می‌گیرم» says it again.
    again = ("amend/withdraw",) if asked.offer == "withdraw" else ()
    if heard.of("affirm", "confirm", "choose", *again) >= 0.5 and not words.has(
        "refuses_offer", heard.text
    ):
        return _accepted(asked)
    if heard.of("deny", "cancel") >= 0.5:
        return Decision(Move.KEEP if asked.offer in _CHANGES_CASE else Move.STAY)
    return None


_CHANGES_CASE = ("withdraw", "send")


def _accepted(asked: Asked) -> Decision:
    return Decision(Move.OPEN if asked.offer == "file" else Move(asked.offer))


def _small_talk(state: State, heard: Understanding) -> Decision | None:
    """Small talk and grumbling with nothing else in them."""
    main, share = heard.main, heard.of(heard.main)
    if main == "deny" and words.own_words(heard.reading.placeless) and not state.options:
        # «برق نه، گاز» says more than no.
        return None
    together = heard.of(*SOCIAL)
    bar = SURELY_SOCIAL if "؟" in heard.reading.masked else THANKS_ALONE
    if together < bar and words.has("questions", heard.text):
        # «مرسی. کی جواب می‌دهند؟» asks, whatever it begins with.
        asks = heard.of("process") >= max(ASKS_BESIDE, heard.of(*TOPIC))
        asks = asks and not procedure.asks_on(state, heard)
        return Decision(Move.PROCESS) if asks else None
    if main not in SOCIAL or max(share, together - 0.2) < 0.45:
        return None
    if main == "deny" and state.is_open(Open.CHOICE):
        return Decision(Move.NONE_OF_THEM, state.options)
    thing, likely = heard.things.best
    # «مسخره کردی؟ یه کلام، مجانیه یا پولی» grumbles, and asks.
    asks = any(heard.kinds.get(aspect, 0.0) >= SURELY_ASKS for aspect in heard.aspects)
    is_more = together < 0.7 or (asks and main == "grumble")
    if thing and likely >= SURE and words.own_words(heard.reading.placeless) and is_more:
        return None
    return Decision(Move.SOCIAL, name=main)


def _leading(_: State, heard: Understanding) -> Decision | None:
    """Nothing is sure and nothing is meant: what leads is done, where it does no harm."""
    moves = {"process": Move.PROCESS, "track": Move.TRACK}
    is_none = heard.things.best[0] is None
    leads = is_none and heard.of(heard.main) >= LEADS
    return Decision(moves[heard.main]) if leads and heard.main in moves else None


def _need(state: State, heard: Understanding) -> Decision | None:
    """What no service does; where a life event is told as well, it must be all but certain."""
    found = topics.need(state, heard)
    is_certain = heard.need is not None and heard.need.share >= topics.NEED_CERTAIN
    return found if is_certain or life_events.journey(state, heard) is None else None


_Row = Callable[[State, Understanding], Decision | None]
_TABLE: tuple[_Row, ...] = (
    dangers.danger,
    _human,
    _numbered,
    _offered,
    drafts.draft,
    life_events.step,
    procedure.code,
    procedure.after_filing,
    procedure.process,
    procedure.track,
    openings.taken_up,
    openings.open_,
    openings.grievance,
    topics.details,
    topics.number,
    topics.line,
    _small_talk,
    _need,
    life_events.journey,
    _leading,
    topics.office,
    topics.of_agency,
    topics.topic,
)


def rows() -> Iterator[str]:
    """The names of the table's rows, in order, for the documentation's test."""
    return (row.__name__.strip("_") for row in _TABLE)
