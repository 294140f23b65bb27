"""Whether what was taken for a complaint, suggestion or praise is about a service after all."""

from actions.base import Turn
from actions.choosing import named_one
from actions.correction import correction_in, takes_back_plainly
from actions.facts import facts_in
from actions.own_ways import asks_to_object
from actions.shown_before import shown_before
from actions.vocabulary import own_words
from actions.wishes import asks_what_to_do, says_complaint

_SURE, _LIKELY, _SURE_KIND = 0.95, 0.7, 0.8
"""Of a complaint, against words that ask for a way; against a plain need; of any kind of case."""
_BARE_NEED = 2
"""Words beside names that are too few to tell a grievance."""


def is_of_service(turn: Turn) -> bool:
    """Whether a message that would open the case form chooses, puts right, asks or needs."""
    if named_one(turn, [hit.entry for hit in shown_before(turn)]) or asks_to_object(turn):
        return True
    asks_on = turn.act == "praise" and turn.slot("service_id") and facts_in(turn.reading.text)
    puts_right = turn.slot("question") and correction_in(turn.matter.text)
    if turn.confidence < _SURE_KIND and bool(asks_on or puts_right):
        return True
    if turn.confidence < _LIKELY and _is_plain_need(turn):
        return True
    return turn.confidence < _SURE and _asks_for_way(turn)


def _is_plain_need(turn: Turn) -> bool:
    """Whether a service surely does what is needed, and an agency is named at most to tell it.

    «صندوق بازنشستگی کشوری» after a question says whose service is meant, and «نوبت پزشکی قانونی»
    blames nobody.
    """
    matter = turn.matter
    is_told = len(own_words(matter.unnamed)) > _BARE_NEED
    names_new = matter.mentions.agency_ids and is_told and not turn.slot("question")
    blames = says_complaint(matter.text) or names_new
    return turn.act == "complain" and matter.found.sure and not blames


def _asks_for_way(turn: Turn) -> bool:
    """Whether words of anger ask how to do something, or put an earlier question right."""
    text = turn.matter.text
    if says_complaint(text) or not turn.matter.found.sure:
        return False
    puts_right = turn.slot("question") and takes_back_plainly(text)
    return bool(puts_right or asks_what_to_do(text))
