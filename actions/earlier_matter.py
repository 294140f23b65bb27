"""What was talked about before besides a service: a description, an agency, a line."""

import re

from actions.base import Turn
from actions.choosing import words_of
from actions.naming_lines import named_lines
from actions.shown_before import shown_before
from actions.vocabulary import own_words, title_words
from knowledge.catalogue import Entry
from knowledge.schema import Line
from knowledge.search.engine import Hit

_QUESTION = re.compile(r"؟|(?<![\w‌])(?:آیا|چه|چند|کی|چطور|کدام)(?![\w‌])")
_BRIEF, _MANY = 7, 4
_COURT, COURT_SERVICE = "court", "judicial-complaint-filing"
"""The judiciary has no number; who asks on is told how one goes to court."""


def described(turn: Turn) -> Entry | None:
    """The service that the description of the open case form is surely about."""
    told = turn.slot("case_description") if turn.slot("requested_slot") else None
    if not told or turn.slot("candidates"):
        return None
    found = turn.context.reader.read(told).found
    return found.hits[0].entry if found.sure else None


def of_court(turn: Turn) -> Entry | None:
    """The service of who was sent to court."""
    is_court = turn.slot("line") == _COURT
    return turn.context.catalogue.by_id[COURT_SERVICE] if is_court else None


def asked_lines(turn: Turn, present: Entry | None) -> tuple[Line, ...]:
    """The lines that a brief question is about, which no service answers («شب‌ها هم هستند؟»)."""
    text = turn.matter.text
    if present or len(text.split()) > _BRIEF or not _QUESTION.search(text):
        return ()
    return named_lines(turn, beside=None)


def of_agency(turn: Turn) -> tuple[Hit, ...]:
    """Those of the services shown that belong to the agency which a message names."""
    agencies = set(turn.matter.mentions.agency_ids)
    if not agencies or own_words(turn.matter.unnamed):
        return ()
    return tuple(hit for hit in shown_before(turn) if hit.entry.agency.id in agencies)


def common_word_beside(turn: Turn, present: Entry) -> Entry | None:
    """What one word that many services share means beside `present` («مالیات هم دارد؟»)."""
    own = set(words_of(turn))
    if len(own) != 1 or own <= title_words(present):
        return None
    sharing = [entry for entry in turn.context.catalogue.entries if own <= title_words(entry)]
    if len(sharing) < _MANY:
        return None
    together = turn.context.reader.read(f"{present.service.title}، {turn.matter.text}")
    best = [hit.entry for hit in together.found.hits[:2]]
    others = [entry for entry in best if entry is not present]
    return others[0] if len(others) == 1 and others[0] in sharing else None
