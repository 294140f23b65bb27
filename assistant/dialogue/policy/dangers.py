"""Whether somebody is in danger: told before anything else, in one quiet line where it may be."""

from assistant.dialogue import words
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.topics import REJECTED
from assistant.dialogue.state import State
from assistant.dialogue.things import ThingKind
from assistant.dialogue.understood import Understanding

DANGER_FIRST, DANGER_LATER, QUIET = 0.18, 0.3, 0.5
"""A danger is answered from the first at the beginning of a talk, from the second later, where the
reading is less sure of everything; from that share of either in one quiet line beside the answer.
Of 920 first messages, 119 of 120 dangers reach the first, and .016 of all others."""
DANGER_PAST = 0.4
"""A danger that is told of weeks or years ago («دو ماه پیش از داربست افتاد») must be likelier: of
481 messages of talks with such words 2 tell of a danger, of .89 and more."""
DANGER_AGAIN = 0.5
"""Below it a message that rejects something, right after a danger was answered, tells of none."""
BLACKMAILED, CYBERCRIME = 0.4, "cybercrime-report"
"""So likely private pictures are held over somebody, who is told once what to do. Of 50 who were,
by somebody new, 42 reach it, of 50 others with such words 4, and of 4,300 questions of talks 4."""
OF_CASE, _OF_CASE = 0.5, ("process", "confirm", "correct", "cancel")
"""So likely a message amid a case asks about filing, confirms it or puts it right, that it is no
threat: «اداره می‌فهمد کی شکایت کرده؟ اگر نه، ثبت کن»."""
ACT_WORDS = 4


def danger_share(state: State, heard: Understanding) -> float:
    """How likely a danger is told: by the reading in context and by the act together."""
    act = heard.acts.get("emergency", 0.0)
    if state.said:
        # Behind a context the act of a short message is noise, and that of a longer one unsure.
        act = 0.5 * act if len(heard.text.split()) >= ACT_WORDS else 0.0
    # No act is taught to questions about filing, so theirs is noise, too.
    return max(heard.of("danger"), act * (1 - heard.of("process")))


def danger(state: State, heard: Understanding) -> Decision | None:
    """A danger, blackmail with pictures, or a plain word for either."""
    is_new = not state.has_shown(f"card:{CYBERCRIME}")
    # «عکس بفرستم؟» amid a case, or behind it, asks about that.
    has_case = state.draft is not None or state.filed_code is not None
    is_of_case = has_case and heard.of(*_OF_CASE) >= OF_CASE
    if (is_new and is_blackmailed(heard) and not is_of_case) or words.has(
        "plain_dangers", heard.text
    ):
        return Decision(Move.DANGER)
    is_told = state.focus is not None and state.focus.kind is ThingKind.LINE
    if is_told and heard.of("correct", "deny") >= REJECTED and heard.of("danger") < DANGER_AGAIN:
        # «کسی منو نزده، شوهرم سر کار افتاده»: the same numbers again would help nobody.
        return None
    bar = DANGER_PAST if words.has("long_ago", heard.text) else danger_bar(state)
    return Decision(Move.DANGER) if danger_share(state, heard) >= bar else None


def is_blackmailed(heard: Understanding) -> bool:
    """Whether private pictures, films or chats are held over somebody."""
    return heard.dangers.get("blackmail", 0.0) >= BLACKMAILED


def danger_bar(state: State) -> float:
    """How likely a danger must be in this turn: less at the beginning of a talk."""
    return DANGER_LATER if state.said else DANGER_FIRST
