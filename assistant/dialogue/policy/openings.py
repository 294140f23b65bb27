"""When a case is opened: by a wish, a clear grievance, or a bribe that is told."""

from dataclasses import replace

from assistant.dialogue import grievances, words
from assistant.dialogue.policy import topics
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.wording import is_clear, is_like, names_other_kind
from assistant.dialogue.state import State
from assistant.dialogue.understand import ASKS_OF_FILING, Understanding

BRIBERY_LINE, BRIBED = "136", 0.2
"""So much of all lines is that of bribery, where a bribe is told. Of 60 bribes by somebody new,
half without a word for it, 34 are heard by this or a word; of 60 lawful payments to an office and
of 1,228 first messages of the frozen talks none is, of 330 questions 2."""
FILE_BAR, FILE_WITH_GRIEVANCE, FILE_WISHED = 0.8, 0.6, 0.08
"""A case is opened from the first; from the second where an agency or words of a grievance stand;
from the third where filing is wished for in so many words. Of first messages 106 of 108 complaints
open one at .8, and 15 of 701 that seek a service (25 at .6)."""
FILE_DECLARED = 0.005
"""From here on a case is opened where such words stand in the middle of a talk: the reading, busy
with what stands before them, hears them faintly. Of 28 such messages by sixteen players that it had
not learnt all wanted a case, and all reach it."""


def open_(state: State, heard: Understanding) -> Decision | None:
    """A wish to file, or a clear grievance about an agency with nothing else sought."""
    # Who tells of two offices complains, whatever other line each may have.
    told = heard.of("file", *(["line"] if heard.others else []))
    bar = min(_file_bar(state, heard), grievances.IN_DOUBT if heard.others else 1.0)
    if told < bar and not tells_of_bribe(heard):
        return None
    opening = Decision(Move.OPEN, name=kind_of_case(heard))
    asks = any(piece.command == "process" for piece in heard.pieces)
    # «به کی بگم؟» asks nothing of filing.
    is_answered = asks and is_clear(heard.about) and is_like(heard, ASKS_OF_FILING)
    return Decision(Move.PROCESS, then=opening) if is_answered else opening


def tells_of_bribe(heard: Understanding) -> bool:
    """Whether somebody in office takes or wants money: by a word for it, or by what is told."""
    line, share = heard.line
    return words.has("bribery", heard.text) or (line == BRIBERY_LINE and share >= BRIBED)


def _file_bar(state: State, heard: Understanding) -> float:
    is_declared = words.has("declared_wishes", heard.text)
    if state.said and is_declared and not words.has("asks_of_wishes", heard.text):
        return FILE_DECLARED
    told = (("wishes_to_file", FILE_WISHED), ("grievances", FILE_WITH_GRIEVANCE))
    # «صندوق بیمه کشاورزی تلفن ندارد؟» names an office, too.
    is_against = heard.reading.mentions.agency_ids and not (state.focus and "؟" in heard.text)
    least = FILE_WITH_GRIEVANCE if is_against else FILE_BAR
    return next((bar for name, bar in told if words.has(name, heard.text)), least)


def kind_of_case(heard: Understanding) -> str:
    """Complaint, suggestion, criticism or praise: as it is called, else the likeliest act.

    Criticism has no act of its own: who says the word wants that, and who says «شکایت» a complaint.
    """
    named = {kind for _, kind in words.kinds_named(heard.text)}
    if "complaint" in named:
        return "complaint"
    kinds = {"complain": "complaint", "suggest": "suggestion", "praise": "praise"}
    kind = kinds[max(kinds, key=lambda act: heard.acts.get(act, 0.0))]
    if "criticism" in named and kind != "praise":
        return "criticism"
    is_taken_back = words.has("kinds", heard.text, "complaint")
    if kind == "complaint" and (is_taken_back or words.has("wishes_to_file", heard.text)):
        # «شکایت ندارم، فقط تشکر»
        return next((one for one in ("suggestion", "praise") if one in named), kind)
    return kind


def taken_up(state: State, heard: Understanding) -> Decision | None:
    """What was told before is put right or gone on with, and becomes a case by that."""
    if not grievances.is_taken_up(state, heard) or names_other_kind(heard):
        return None
    opening = Decision(Move.OPEN_TOLD, name="complaint")
    if grievances.puts_right(heard):
        return opening
    found = open_(state, heard) or topics.topic(state, heard)
    is_other = found is not None and found.move in (Move.OPEN, Move.SHOW, Move.LIST)
    is_focus = found is not None and found.things == (state.focus,)
    return None if is_other and not is_focus else opening


def grievance(state: State, heard: Understanding) -> Decision | None:
    """Who tells what an office failed to do has its line, and the case beside it."""
    if state.filed_code is not None or not grievances.is_clear(heard):
        return None
    opening = Decision(Move.OPEN, name=kind_of_case(heard))
    line = topics.line(state, heard)
    is_new = line is not None and not state.has_shown(f"card:{line.things[0]}")
    return replace(line, then=opening) if line and is_new else opening
