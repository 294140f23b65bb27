"""Grievances that wish for nothing in so many words: which of them open a case, and when.

«شهرداری پل روستامونو سه ساله درست نکرده» names who failed, and in what: it opens a case at once.
«برق قطع میشه و هیچکی جواب نمیده» has its card and a button; who then puts a word of it right, or
adds one, wants it written. «برق محله ما قطعه» is a report, and stays one.
"""

from assistant.dialogue import words
from assistant.dialogue.state import Open, State
from assistant.dialogue.understand import MAY_TELL, Understanding

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


def is_clear(heard: Understanding) -> bool:
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
