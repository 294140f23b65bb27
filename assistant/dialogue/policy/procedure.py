"""Questions about filing, 128 and the assistant, and what is said of a case that was filed.

Such a case was filed in this talk, or is asked for by its code or in other words.
"""

from assistant.dialogue import words
from assistant.dialogue.asking import ASKS
from assistant.dialogue.policy import openings
from assistant.dialogue.policy.moves import WITH_DUE, WITH_WORDS, Decision, Move
from assistant.dialogue.policy.openings import FILE_DECLARED
from assistant.dialogue.policy.wording import TOPIC, is_asked, is_like
from assistant.dialogue.state import State
from assistant.dialogue.things import Open
from assistant.dialogue.understood import Understanding

TRACK_BAR = 0.5
TRACK_FILED = 0.2
"""So likely the case is asked for that was filed in the talk, rather than how cases are seen."""
TRACK_UNASKED = 0.15
"""So likely an earlier case is wanted by what is like a question about filing and asks nothing."""
ASKS_BAR = 0.5
"""So likely a message asks about filing, 128 or the assistant, whatever it does else. Of 240 first
messages that seek something else 1 does; of 80 such questions by somebody new .80 get the right
answer by this and the command, and .58 did by their likeness to known ones."""
ASKS_LIKE, ASKS_LEADS, ASKS_IF_LIKE = 0.6, 0.4, 0.15
"""So like a known question, and so far ahead of the others, that the last is enough where a case
was filed. Without a case 11 of 570 other messages reach it, so it counts only there."""
OF_SERVICE, SEEKS_OF_SERVICE = 0.9, 0.25
"""So surely the service that is spoken of answers a message that asks for something of it, and so
likely it is meant for that, that nothing is asked of filing: «اگه کارشناس نیاد چی؟»."""
ABOUT_BESIDE_SERVICE = 0.55
"""So like a known question about filing, where a service is spoken of. At .45 all 20 of 29 messages
of players that ask about filing reached it, and 5 of 9 others; since then 756 more questions are
known, which are more like everything."""
TRACK_LIKE, TRACK_AFTER, SHOWS_LIKE = 0.85, 0.7, 0.5
"""So like a known wish to see a case, and the case of this talk; from the last on the case is shown
beside the answer."""


def process(state: State, heard: Understanding) -> Decision | None:
    """A question about the procedure, the citizen's data, 128 or the assistant."""
    if not _asks_of_filing(state, heard):
        return None
    is_unlike = state.speaks_of_service and not is_like(heard, ABOUT_BESIDE_SERVICE)
    if is_unlike or asks_on(state, heard):
        # «تا پرونده در جریان است غیبت می‌خورم؟» asks about the service.
        return None
    if state.filed_code:
        is_wanted = heard.of("track") >= TRACK_FILED or _is_like_track(heard, SHOWS_LIKE)
    else:
        is_sought = heard.of("track") >= TRACK_UNASKED or _is_like_track(heard, TRACK_LIKE)
        is_wanted = is_sought and not is_asked(heard)
    if is_wanted:
        # «پرونده‌ام در چه وضعی است» asks for the case of this talk, and not how one is seen;
        # «پیگیری شکایت با کد رهگیری» asks nothing.
        return Decision(Move.TRACK, then=_asked_beside(heard))
    beside = _case_beside(state, heard)
    # «کی جواب می‌دهند؟» after filing asks for the deadline of this case, not of any.
    is_own = beside is not None and beside.name == WITH_DUE
    return beside if beside and is_own else Decision(Move.PROCESS, then=beside)


def asks_on(state: State, heard: Understanding) -> bool:
    """Whether a message asks something of the service that is spoken of, however it sounds."""
    is_answered = heard.answered >= OF_SERVICE and bool(heard.aspects)
    return state.speaks_of_service and is_answered and heard.of(*TOPIC) >= SEEKS_OF_SERVICE


def _asks_of_filing(state: State, heard: Understanding) -> bool:
    """Whether filing, 128 or the assistant is asked about; behind a filed case also by likeness."""
    if state.draft is not None:
        is_told = state.asked_kind is Open.DESCRIPTION
        return heard.of("process") >= ASKS_BAR if is_told else heard.asks >= ASKS
    about = heard.about
    is_like = about is not None and about.likeness >= ASKS_LIKE and about.lead >= ASKS_LEADS
    bar = ASKS_IF_LIKE if is_like and state.filed_code is not None else ASKS_BAR
    return max(heard.of("process"), heard.asks) >= bar


def _case_beside(state: State, heard: Understanding) -> Decision | None:
    """«کد رهگیری‌ام کجاست؟» after filing is answered by the case itself, too."""
    about = heard.about
    if about is None or not state.filed_code or about.likeness < SHOWS_LIKE:
        return None
    name = WITH_DUE if about.topic.does == "due" else ""
    return Decision(Move.TRACK, name=name) if about.topic.shows_case else None


def _asked_beside(heard: Understanding) -> Decision | None:
    """«کِی جواب می‌دهند؟ رمز را کجا بزنم؟» is answered by the case, and by what is known of it."""
    about = heard.about
    is_like = about is not None and about.likeness >= SHOWS_LIKE
    if about is None or not is_like or about.topic.does in ("track", "due"):
        return None
    return Decision(Move.PROCESS) if is_asked(heard) else None


def track(state: State, heard: Understanding) -> Decision | None:
    """An earlier case is asked for, also by words like those that the assistant tells for it."""
    is_like = _is_like_track(heard, TRACK_AFTER if state.filed_code else TRACK_LIKE)
    return Decision(Move.TRACK) if is_like or heard.of("track") >= TRACK_BAR else None


def _is_like_track(heard: Understanding, bar: float) -> bool:
    """Whether a message is like those that ask for an earlier case."""
    is_track = heard.about is not None and heard.about.topic.does == "track"
    return is_track and is_like(heard, bar)


AMENDS_BESIDE = 0.2
"""From here on a filed case is amended, where a piece of the message does that and another asks."""
AMENDS_ASKING = 0.5
"""So likely a question is for the agency, though nothing of it is told: «می‌شود اضافه کنید که …؟»"""
WITHDRAWS, UNNAMED = ("withdrawals", "removals"), 0.5
"""So much less likely a withdrawal is without a word for it."""
SHOWN_BAR = 0.5
"""So likely a message adds, withdraws or files, though it has words of a wish to see the case's."""
PIN_LIKE = 0.7
"""So like a known wish for another pin; the one that opens the case is asked for then."""
AMENDS = frozenset(["amend/add", "amend/replace", "amend/withdraw", "amend/secret"])
"""Commands of a piece that are for a case that was filed."""


def after_filing(state: State, heard: Understanding) -> Decision | None:
    """What is said of a case that was filed in this talk."""
    if state.filed_code is None:
        return None
    is_named = words.has("another_case", heard.text) and not words.has("asks_of_wishes", heard.text)
    if heard.is_other or (is_named and heard.of("file") >= FILE_DECLARED):
        return Decision(Move.OPEN, name=openings.kind_of_case(heard))
    is_told = heard.changes and not is_asked(heard)
    adds = is_told or any(piece.command in AMENDS for piece in heard.pieces)
    others = ("amend/add", "amend/withdraw", "edit/add", "cancel", "file")
    if words.has("shows_case", heard.text) and heard.of(*others) < SHOWN_BAR:
        beside = Decision(Move.PROCESS) if heard.asks >= ASKS_BAR else None
        return Decision(Move.TRACK, name=WITH_WORDS, then=beside)
    if heard.of("amend", "edit", "cancel") < (AMENDS_BESIDE if adds else 0.5):
        return None
    parts = {
        Move.WITHDRAW_ASK: heard.of("amend/withdraw", "cancel")
        * (1.0 if any(words.has(n, heard.text) for n in WITHDRAWS) else UNNAMED),
        Move.SECRET: heard.of("amend/secret"),
        Move.AMEND: heard.of("amend/add", "amend/replace", "edit"),
    }
    best = max(parts, key=lambda move: parts[move])
    is_meant = heard.changes or parts[best] >= AMENDS_ASKING
    if best is Move.AMEND and not is_meant and is_asked(heard):
        # «چرا شکایتم رفت شهرداری» is asked of the assistant, and nothing for the agency to read.
        return Decision(Move.TRACK, name=WITH_WORDS, then=_asked_beside(heard))
    asks = any(piece.command == "process" for piece in heard.pieces)
    return Decision(best, then=Decision(Move.PROCESS) if asks else None)


def code(state: State, heard: Understanding) -> Decision | None:
    """A tracking code, what was asked for beside one, or a wish for another pin."""
    if _changes_pin(state, heard):
        return Decision(Move.CHANGE_PIN)
    if state.is_open(Open.CODE) and heard.of(*TOPIC, "file", "human") < 0.5:
        return Decision(Move.TRACK)
    return Decision(Move.TRACK) if heard.reading.mentions.tracking_codes else None


def _changes_pin(state: State, heard: Understanding) -> bool:
    """Whether another pin is wished for, or what was asked for it comes."""
    about = heard.about
    if about is not None and about.topic.does == "pin" and about.likeness >= PIN_LIKE:
        return True
    is_asked = state.asked is not None and state.asked.offer == "pin"
    return is_asked and heard.of(*TOPIC, "file", "human") < 0.5
