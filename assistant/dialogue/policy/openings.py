"""When a case is opened: by a wish, a clear grievance, or a bribe that is told.

Grievances wish for nothing in so many words. «شهرداری پل روستامونو سه ساله درست نکرده» names who
failed, and in what: it opens a case at once. «برق قطع میشه و هیچکی جواب نمیده» has its card and a
button; who then puts a word of it right, or adds one, wants it written. «برق محله ما قطعه» is a
report, and stays one.
"""

from dataclasses import replace

from assistant.cases.terms import KIND_OF_ACT, KINDS, Kind
from assistant.dialogue import words
from assistant.dialogue.policy import topics
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.wording import is_asked, is_clear, is_like, names_other_kind
from assistant.dialogue.state import State
from assistant.dialogue.things import Open, ThingKind
from assistant.dialogue.understand import ASKS_OF_FILING
from assistant.dialogue.understood import MAY_TELL, Understanding

TOLD, SEEKS_LESS, NAMED = 0.5, 0.3, 0.5
"""A grievance is clear that complains or has a line, seeks and asks less than that, and names its
office so surely. Of 23 openings of a case that a line or a card answered 14 are, and of 1,094 first
messages of players that open none 2: each of an office that does not come."""
IN_DOUBT, MOSTLY_TELLS = 0.25, 0.5
"""From the first on a quiet button offers the complaint beside the answer; where so much of a
message belongs into a description, from MAY_TELL on, or where it names an office. Of 17 openings of
a case that are answered by a service 12 have it by likelihood (8 by the first alone), and 37 of 684
other first messages (19); of 1,094 such 30 tell something and name an office."""
SWAPS = 0.9
"""So sure of words that go and of others that come for them, a message puts right what was told,
whatever it seems to seek."""
SEEKS, REJECTS = 0.5, 0.5
_SOUGHT = ("find", "tell", "choose")
_SOCIAL = ("greet", "thank", "goodbye", "affirm", "deny", "chat", "grumble")


def may_complain(heard: Understanding) -> bool:
    """Whether a complaint may be wanted: by what a message does, tells, or whom it names."""
    share = heard.of("file")
    is_told = share >= MAY_TELL or bool(heard.reading.mentions.agency_ids)
    return share >= IN_DOUBT or (mostly_tells(heard) and is_told)


def mostly_tells(heard: Understanding) -> bool:
    """Whether most words of a message belong into the text of a case."""
    comes = heard.edits.comes if heard.edits else []
    return bool(comes) and sum(comes) >= MOSTLY_TELLS * len(comes)


def names_office(heard: Understanding) -> bool:
    """Whether words of a message name an office as the one that its matter is of."""
    edits = heard.edits
    is_read = edits is not None and len(edits.agency) > 0 and float(edits.agency.max()) >= NAMED
    return is_read and bool(heard.reading.mentions.agency_ids)


def is_clear_grievance(heard: Understanding) -> bool:
    """Whether a message tells what an office did or failed to do, and neither seeks nor asks."""
    is_told = heard.of("file", "line") >= TOLD and heard.of(*_SOUGHT, "process") < SEEKS_LESS
    is_asked = "؟" in heard.reading.masked
    return names_office(heard) and mostly_tells(heard) and is_told and not is_asked


def is_taken_up(state: State, heard: Understanding) -> bool:
    """Whether a message puts right, or goes on with, a grievance for which a case was offered."""
    is_free = state.draft is None and state.filed_code is None
    if not (is_free and state.may_complain and state.grievances) or _is_left(heard):
        return False
    if "؟" in heard.reading.masked or state.is_open(Open.CODE):
        return False
    return puts_right(heard) or _adds(heard)


def puts_right(heard: Understanding) -> bool:
    """Whether a message puts right what was told: a word, the office or the place of it."""
    return _swaps(heard) or _names_anew(heard)


def _adds(heard: Understanding) -> bool:
    is_meant = heard.of(*_SOUGHT) < SEEKS and heard.of(*_SOCIAL) < SEEKS
    return heard.changes and is_meant and (mostly_tells(heard) or heard.of("edit") >= IN_DOUBT)


def _is_left(heard: Understanding) -> bool:
    """«پس اونو بی‌خیال، …»: what was told is left."""
    return any(words.has(name, heard.text) for name in ("leaves", "withdrawals", "refuses_case"))


def _swaps(heard: Understanding) -> bool:
    """Whether words of a message surely come for words of what was told."""
    edits = heard.edits
    if edits is None or not heard.changes:
        return False
    cut = max((float(line.max()) for line in edits.cut if len(line)), default=0.0)
    instead = float(edits.instead.max()) if len(edits.instead) else 0.0
    return min(cut, instead) >= SWAPS or (cut >= SWAPS and heard.of("edit", "correct") >= REJECTS)


def _names_anew(heard: Understanding) -> bool:
    """«شکایتم از اداره راهه نه شهرداری», «منظورم شهر نوره»: another office, or another place."""
    names = heard.reading.mentions
    is_named = bool(names.agency_ids or names.city or names.province)
    denies = words.has("changes", heard.text) or words.has("fields", heard.text, "place")
    return is_named and denies and heard.of("correct", "deny", "edit", "file") >= IN_DOUBT


PUTS_RIGHT = 0.5
"""So likely a message seeks, or puts right what is sought, that its money alone is no bribe."""
BRIBERY_LINE, BRIBED = "136", 0.2
"""So much of all lines is that of bribery, where a bribe is told. Of 60 bribes by somebody new,
half without a word for it, 34 are heard by this or a word; of 60 lawful payments to an office and
of 1,228 first messages of the frozen talks none is, of 330 questions 2."""
FILE_BAR, FILE_WITH_GRIEVANCE, FILE_WISHED, FILE_ASKED = 0.8, 0.6, 0.08, 0.4
"""A case is opened from the first; from the second where an agency or words of a grievance stand;
from the third where filing is wished for in so many words, and from the fourth where these ask
(«چطور گزارش بدهم که بیمه رد نکرده؟»: of 7 such messages 5 wish it, all above .46). Of first
messages 106 of 108 complaints open one at .8, and 15 of 701 that seek a service (25 at .6)."""
FILE_DECLARED = 0.005
"""From here on a case is opened where such words stand in the middle of a talk: the reading, busy
with what stands before them, hears them faintly. Of 28 such messages by sixteen players that it had
not learnt all wanted a case, and all reach it."""


def open_(state: State, heard: Understanding) -> Decision | None:
    """A wish to file, or a clear grievance about an agency with nothing else sought."""
    # Who tells of two offices complains, whatever other line each may have.
    told = heard.of("file", *(["line"] if heard.others else []))
    bar = min(_file_bar(state, heard), IN_DOUBT if heard.others else 1.0)
    if told < bar and not _opens_by_bribe(state, heard):
        return None
    opening = Decision(Move.OPEN, name=kind_of_case(heard))
    asks = any(piece.command == "process" for piece in heard.pieces)
    # «به کی بگم؟» asks nothing of filing.
    is_answered = asks and is_clear(heard.about) and is_like(heard, ASKS_OF_FILING)
    return Decision(Move.PROCESS, then=opening) if is_answered else opening


def _opens_by_bribe(state: State, heard: Understanding) -> bool:
    """«مخارجش روی هم چقدر می‌شود؟» asks for the fee of the service that is spoken of.

    Amid a talk «می‌گویم پول را به حساب پدر مرحومم می‌ریزند» puts right what was sought.
    """
    asks_of_service = state.speaks_of_service and is_asked(heard)
    puts_right = bool(state.said) and heard.of("correct", "find") >= PUTS_RIGHT
    is_named = words.has("bribery", heard.text)
    return is_named or (tells_of_bribe(heard) and not (asks_of_service or puts_right))


def tells_of_bribe(heard: Understanding) -> bool:
    """Whether somebody in office takes or wants money: by a word for it, or by what is told."""
    line, share = heard.line
    return words.has("bribery", heard.text) or (line == BRIBERY_LINE and share >= BRIBED)


def _file_bar(state: State, heard: Understanding) -> float:
    is_declared = words.has("declared_wishes", heard.text)
    if state.said and is_declared and not words.has("asks_of_wishes", heard.text):
        return FILE_DECLARED
    wished = FILE_ASKED if is_asked(heard) else FILE_WISHED
    wished = FILE_WITH_GRIEVANCE if _asks_for_service(heard) else wished
    told = (("wishes_to_file", wished), ("grievances", FILE_WITH_GRIEVANCE))
    # «صندوق بیمه کشاورزی تلفن ندارد؟» names an office, too.
    is_against = heard.reading.mentions.agency_ids and not (state.focus and "؟" in heard.text)
    least = FILE_WITH_GRIEVANCE if is_against else FILE_BAR
    return next((bar for name, bar in told if words.has(name, heard.text)), least)


def _asks_for_service(heard: Understanding) -> bool:
    """«از هتل شاکی‌ام، کجا بگویم؟» asks for the service that takes it, and is against no office.

    Of 25 openings of a case by who asks where, 3 are such, and all were marked as a search.
    """
    thing, share = heard.things.best
    is_service = thing is not None and thing.kind is ThingKind.SERVICE and share >= topics.SURE
    asks = is_asked(heard) or bool({"where", "steps"} & set(heard.aspects))
    return is_service and asks and not heard.reading.mentions.agency_ids


def kind_of_case(heard: Understanding) -> str:
    """Complaint, suggestion, criticism or praise: as it is called, else the likeliest act.

    Criticism has no act of its own: who says the word wants that, and who says «شکایت» a complaint.
    """
    said = {kind for _, kind in words.kinds_named(heard.text)}
    named = [kind for kind in Kind if kind in said]
    if Kind.COMPLAINT in named:
        return Kind.COMPLAINT.value
    kind = KIND_OF_ACT[max(KIND_OF_ACT, key=lambda act: heard.acts.get(act, 0.0))]
    by_word = next((one for one in named if KINDS[one].act is None), None)
    if by_word and kind is not Kind.PRAISE:
        return by_word.value
    if kind is Kind.COMPLAINT and named and _wants_none(heard):
        # «شکایت ندارم، فقط تشکر»
        return named[0].value
    return kind.value


def _wants_none(heard: Understanding) -> bool:
    """Whether a message takes a complaint back, or wishes to file what it calls otherwise."""
    is_taken_back = words.has("kinds", heard.text, "complaint")
    return is_taken_back or words.has("wishes_to_file", heard.text)


def taken_up(state: State, heard: Understanding) -> Decision | None:
    """What was told before is put right or gone on with, and becomes a case by that."""
    if not is_taken_up(state, heard) or names_other_kind(heard):
        return None
    opening = Decision(Move.OPEN_TOLD, name="complaint")
    if puts_right(heard):
        return opening
    found = open_(state, heard) or topics.topic(state, heard)
    is_other = found is not None and found.move in (Move.OPEN, Move.SHOW, Move.LIST)
    is_focus = found is not None and found.things == (state.focus,)
    return None if is_other and not is_focus else opening


def grievance(state: State, heard: Understanding) -> Decision | None:
    """Who tells what an office failed to do has its line, and the case beside it."""
    if state.filed_code is not None or not is_clear_grievance(heard):
        return None
    opening = Decision(Move.OPEN, name=kind_of_case(heard))
    line = topics.line(state, heard)
    is_new = line is not None and not state.has_shown(f"card:{line.things[0]}")
    return replace(line, then=opening) if line and is_new else opening
