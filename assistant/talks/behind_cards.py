"""Lessons of what is asked behind a card: questions whose aspects were marked.

They teach what a message asks for, and not what it does: taught as such, they make the encoder take
new matters for questions about the card (of 129 messages that turned to another service, it heard
.24 so taught, and .49 without).
"""

import random
from collections.abc import Iterator, Sequence

from assistant.language.repair import repair
from assistant.talks.facts import FactQuestion, card_of
from assistant.understanding.reading import TalkContext
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import facts_of
from knowledge.training.labels import LabelLesson

_CARD = 0.6
"""How often a card stands before a question; otherwise it is one of the facts, as an answer."""
_SEED = 128


def behind_cards(marked: Sequence[FactQuestion], catalogue: Catalogue) -> Iterator[LabelLesson]:
    """Each question that has marked aspects, behind its service."""
    chance = random.Random(_SEED)
    for question in marked:
        if question.aspects:
            yield LabelLesson(
                repair(question.question).text,
                context=_context(catalogue.by_id[question.service], chance),
                aspects=question.aspects,
            )


def _context(entry: Entry, chance: random.Random) -> str:
    """What the assistant said last: the card of a service, or one fact of it."""
    if chance.random() < _CARD:
        return card_of(entry)
    return str(TalkContext(chance.choice(facts_of(entry)).text, "none", entry.service.title))
