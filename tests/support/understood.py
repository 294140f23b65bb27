"""Messages as a test wants them understood: real texts and names, with given probabilities."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.dialogue.referents import Ranked
from assistant.dialogue.things import Thing
from assistant.dialogue.understood import Piece, Understanding
from assistant.language.gazetteer import shared
from assistant.language.pii import mask
from assistant.language.repair import repair
from assistant.understanding.reading import Reading
from knowledge.features.edits import EditReading, Floats, Written, clauses_of, words_of
from knowledge.features.labels import Opinion
from knowledge.search.topics import Danger, Likely
from lab.training.edit_lessons import (
    AGENCY,
    INSTEAD,
    PLACE,
    TELLS,
    EditLesson,
    marks_of,
)

NOWHERE = np.zeros(1, np.float32)
SURELY, HARDLY = 0.999, 0.001


def reading(text: str) -> Reading:
    """A text with its names, without a search and without a place."""
    masked = mask(text).text
    repaired = repair(masked)
    mentions = shared().understand(repaired.text)
    engine: Any = None
    return Reading(masked, repaired, mentions, NOWHERE, Opinion({}, {}), {}, engine, shared())


def ranked(things: Mapping[Thing, float]) -> Ranked:
    """Things by their probability; the rest up to 1 is «none of them»."""
    ordered = sorted(things.items(), key=lambda pair: -pair[1])
    return Ranked(tuple(ordered), max(0.0, 1 - sum(things.values())))


def edits_of(
    message: str,
    before: Sequence[str],
    after: Sequence[str],
    *,
    agency: Sequence[str] = (),
    place: Sequence[str] = (),
) -> EditReading:
    """What an encoder would say that reads surely how `message` leads from one text to another.

    `before` and `after` are masked lines; `agency` and `place` are words of the message.
    """
    masked = mask(message).text
    written = Written(tuple(before))
    marks = marks_of(EditLesson(masked, written, tuple(after), tuple(agency), tuple(place)))
    return EditReading(
        words_of(masked),
        tells=_shares([told == TELLS for told in marks.told]),
        instead=_shares([told == INSTEAD for told in marks.told]),
        agency=_shares([name == AGENCY for name in marks.names]),
        place=_shares([name == PLACE for name in marks.names]),
        lines=tuple(words_of(line) for line in written.lines),
        cut=tuple(_shares(line) for line in marks.cut),
        clauses=clauses_of(masked, words_of(masked)),
        clauses_of_lines=tuple(clauses_of(line, words_of(line)) for line in written.lines),
    )


def _shares(right: Sequence[bool]) -> Floats:
    return np.where(np.array(right, bool), SURELY, HARDLY).astype(np.float32)


def heard(
    text: str,
    commands: Mapping[str, float],
    *,
    things: Mapping[Thing, float] | None = None,
    acts: Mapping[str, float] | None = None,
    aspects: Sequence[str] = (),
    line: tuple[str, float] = ("", 0.0),
    danger_line: tuple[str, float] = ("", 0.0),
    both: Sequence[Thing] = (),
    pieces: Mapping[str, str] | None = None,
    about: Likely[Any] | None = None,
    need: Likely[Any] | None = None,
    sharing: Sequence[Thing] = (),
    read: Reading | None = None,
    edits: EditReading | None = None,
    dangers: Mapping[Danger, float] | None = None,
    is_unnamed: bool = False,
) -> Understanding:
    """What would be made of `text`, were the encoder and the ranker of this opinion.

    `pieces` are parts of the text, each with what it does; `edits` is what it does to a case.
    """
    return Understanding(
        reading=read or reading(text),
        commands=dict(commands),
        acts=dict(acts or {}),
        aspects=tuple(aspects),
        kinds={},
        line=line,
        danger_line=danger_line,
        indicator=None,
        things=ranked(things or {}),
        both=tuple(both),
        pieces=tuple(
            Piece(piece, command, repair(piece).text) for piece, command in (pieces or {}).items()
        ),
        about=about,
        need=need,
        sharing=tuple(sharing),
        edits=edits,
        dangers=dict(dangers or {}),
        is_unnamed=is_unnamed,
    )
