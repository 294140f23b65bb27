"""Several needs in one message: «پایان خدمتم گم شده، سوءپیشینه هم می‌خواهند»."""

import re

from assistant.dialogue import words
from assistant.dialogue.referents import MessageInContext, Ranked
from assistant.dialogue.things import Thing, service
from assistant.understanding.reading import Reader

_SURE, _FIND = 0.55, 0.275
"""How sure the search must be of each part, and how likely the message must seek something."""
_JOINS = re.compile(r"\s+(?:و|هم|بعد|بعدش|همچنین|با)\s+|[،,؟?.!]\s*")
_FEWEST, _MOST_PARTS, _MOST_NEEDS = 3, 10, 3
_DENIED = 0.25
"""Below it a service is not meant that only a denying part names: «المثنی نمی‌خواهم، …». What may be
denied or missed («معافیت پزشکی ندارم», «شناسنامه ندارد») comes last, and so without a card."""


class NeedsReader:
    """Searches with each part of a message that may be a need of its own."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, message: MessageInContext, things: Ranked) -> tuple[Thing, ...]:
        """Two or three services that parts of a message ask for, each surely; else none.

        The likeliest as a whole comes first, the others as they are told; of more the likeliest.
        """
        if message.commands.get("find", 0.0) < _FIND:
            return ()
        found: dict[Thing, float] = {}
        doubtful = set[Thing]()
        for part, is_denied in _parts(message.reading.text):
            hit = self._reader.look_up(part).found
            thing = service(hit.hits[0].entry.service.id)
            is_unlikely = things.of(thing) < _DENIED
            if hit.probability < _SURE or (is_denied and is_unlikely):
                continue
            found[thing] = max(hit.probability, found.get(thing, 0.0))
            if is_unlikely and words.has("absences", part):
                doubtful.add(thing)
        likely = sorted(found, key=lambda one: (-things.of(one), -found[one]))[:_MOST_NEEDS]
        first = max(likely, key=things.of, default=None)
        order = {one: (one != first, one in doubtful) for one in likely}
        meant = sorted((one for one in found if one in order), key=lambda one: order[one])
        return tuple(meant) if len(meant) > 1 else ()


def _parts(text: str) -> list[tuple[str, bool]]:
    """The parts of a message that may each be a need of its own, and whether they are denied.

    «آن را نمی‌خواهم» denies what stands before it.
    """
    found: list[tuple[str, bool]] = []
    for part in (part.strip() for part in _JOINS.split(text)):
        is_denied = words.has("denials", part)
        if words.own_words(words.pattern("denials").sub(" ", part)):
            found.append((part, is_denied))
        elif is_denied and found:
            found[-1] = (found[-1][0], True)
    telling = [one for one in found if len(one[0].split()) >= _FEWEST]
    return telling[-_MOST_PARTS:] if len(telling) > 1 else []
