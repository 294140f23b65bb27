"""Complaints that have a way of their own, which 128 does not replace.

They object to what an agency has decided, or are about somebody who is no agency: an employer, a
bank, an airline.
"""

import re

from actions.base import Turn
from assistant.replies.cards import service_card
from assistant.replies.shapes import ServiceReply
from knowledge.catalogue import Entry

_OBJECTION = "اعتراض"
_OBJECTS = re.compile(r"اعتراض (?:دارم|داریم|کنم|بکنم|بزنم|بدهم|می‌خواهم)|می‌خواهم اعتراض")
_SHORT = 10
OWN_WAY = (
    "این موضوع راه جداگانه‌ای هم دارد که زیر می‌آید. ۱۲۸ به رفتار و کوتاهی اداره‌ها رسیدگی می‌کند."
)
_OF_OTHERS = re.compile(r"^شکایت از (?:کارفرما|بانک|شرکت|تأخیر|هتل|اپراتور)")


def asks_to_object(turn: Turn) -> bool:
    """Whether a message wants to object in the way there is for it («اعتراض به دهک دارم»)."""
    text = turn.matter.text
    is_brief = len(text.split()) <= _SHORT and bool(_OBJECTS.search(text))
    return is_brief and _OBJECTION in turn.matter.found.hits[0].entry.service.title


def say_own_way(turn: Turn) -> Entry | None:
    """Say the way that a complaint surely has of its own, if any; returns its service."""
    found = turn.matter.found
    entry = found.hits[0].entry
    has_one = _OBJECTION in entry.service.title or _OF_OTHERS.match(entry.service.title)
    if turn.is_button or not found.sure or not has_one:
        return None
    turn.say_text(OWN_WAY)
    turn.say(ServiceReply(service=service_card(entry)))
    return entry
