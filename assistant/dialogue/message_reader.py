"""A message and its context, as they are read before it is decided what the message means."""

import math
from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.referents import MOST_JOINED, MessageInContext
from assistant.dialogue.state import State
from assistant.dialogue.subjects import SubjectReader
from assistant.understanding.reading import Reader, Reading
from knowledge.catalogue import Catalogue
from knowledge.features.labels import NOTHING, LogProbabilities

_ASPECT = 0.22
"""From this share on an aspect counts as asked for: of several, each has its part of 1."""
_LIKELY_PART, _LIKELY_TOPIC = 0.5, 0.4
"""So much of all complaints a topic must be, and so likely by itself."""
_REFUSES = 0.3
"""From here on a message says what it does not mean: «دزدی چیه داداش»."""
MOST_ANSWERED = 40
"""Words of a message that is held against the facts of the service in focus; more tell a story."""


class MessageReader:
    """Reads what candidates for the meaning of a message are compared with."""

    def __init__(
        self,
        reader: Reader,
        catalogue: Catalogue,
        chooser: FactChooser,
        subjects: SubjectReader | None = None,
    ) -> None:
        """Without `subjects` the tagger that is in use reads them."""
        self.reader, self._catalogue, self._chooser = reader, catalogue, chooser
        self._subjects = subjects or SubjectReader(catalogue)

    def read(self, reading: Reading, state: State) -> MessageInContext:
        """What candidates are compared with."""
        clauses = [self.reader.look_up(clause) for clause in words.clauses(reading.text)]
        commands = shares_of(reading.opinion.commands)
        refuses = commands.get("correct", 0.0) >= _REFUSES or words.has("leaves", reading.text)
        kept = words.kept(reading.text, refuses=refuses)
        if kept != reading.text:
            clauses.append(self.reader.look_up(kept))
        message = MessageInContext(
            reading=reading,
            clauses=tuple(clauses),
            joint=self._joint(reading, state),
            kept=kept,
            refuses=refuses and kept != reading.text,
            foreign=reading.foreign,
            commands=commands,
            line=likeliest_part(reading.opinion.labels, "other_line"),
            answered=self._answered(reading, state),
            aspects=kinds_of(reading),
            subject=self._subjects.read(reading.text, state),
        )
        return replace(message, alike=self._alike(message, state))

    def _alike(self, message: MessageInContext, state: State) -> dict[str, float]:
        """Behind a focus, how like it is to questions that were asked of what it may mean."""
        if state.focus is None:
            return {}
        found = [*message.searches, *([message.joint.found] if message.joint else [])]
        hits = (hit.entry.service.id for one in found for hit in one.hits)
        talked = (thing.id for thing in (state.focus, *state.options, *state.queue, *state.trail))
        return self._chooser.likest(dict.fromkeys((*talked, *hits)), message.reading.text)

    def _answered(self, reading: Reading, state: State) -> float | None:
        """How likely the service in focus has a fact that answers the message."""
        entry = self._catalogue.by_id.get(state.focus.id) if state.focus else None
        if entry is None or len(reading.text.split()) > MOST_ANSWERED:
            return None
        return self._chooser.answered(entry, reading.text)

    def _joint(self, reading: Reading, state: State) -> Reading | None:
        """The message behind the open question, where it may be a piece of it."""
        if not state.question or not words.own_words(reading.text):
            return None
        if len(reading.text.split()) > MOST_JOINED:
            return None
        return self.reader.look_up(f"{state.question}، {reading.masked}")


def _ranked(told: LogProbabilities) -> list[tuple[str, float]]:
    return sorted(((name, math.exp(p)) for name, p in told.items()), key=lambda pair: -pair[1])


def asked_aspects(reading: Reading) -> tuple[str, ...]:
    """The aspects that a message asks for: the likeliest first, and those that it names."""
    ranked = _ranked(reading.opinion.aspects)
    is_asking = bool(ranked) and ranked[0][0] != NOTHING
    heard = [name for name, share in ranked if share >= _ASPECT and name != NOTHING]
    named = words.aspects_named(reading.text)
    return tuple(dict.fromkeys([*(heard if is_asking else ()), *named]))


def kinds_of(reading: Reading) -> dict[str, float]:
    """How likely each aspect is asked for, and none, by the reading alone."""
    return shares_of(reading.opinion.aspects)


def shares_of(told: LogProbabilities) -> dict[str, float]:
    """Probabilities by name, the likeliest first."""
    return dict(_ranked(told))


def indicator_of(reading: Reading) -> str | None:
    """What a complaint is about, where that is likely enough to be put before a citizen.

    The topics of 128 are of how offices work: a cut or a burst pipe is none, and what is then the
    likeliest of them says nothing.
    """
    name, share = likeliest_part(reading.opinion.labels, "complain")
    likely = math.exp(reading.opinion.labels.get(f"complain/{name}", -math.inf))
    return name if share >= _LIKELY_PART and likely >= _LIKELY_TOPIC else None


def likeliest_part(labels: LogProbabilities, act: str) -> tuple[str, float]:
    """The likeliest part of an act, and how likely it is among the parts of that act."""
    parts = {
        part: math.exp(p)
        for label, p in labels.items()
        for name, _, part in (label.partition("/"),)
        if name == act and part
    }
    if not parts:
        return "", 0.0
    best = max(parts, key=lambda part: parts[part])
    return best, parts[best] / sum(parts.values())
