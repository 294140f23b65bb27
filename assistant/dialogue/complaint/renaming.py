"""The names of a wrong office and a wrong town in a text, put right with the field itself.

«از اداره مالیات یاسوج شاکی‌ام» must not accuse the tax office once it is known that it was the city
hall. Only whole names change, and only where the right one does not stand there already.
"""

from dataclasses import dataclass, replace

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import NOTE, Edited
from assistant.dialogue.complaint.reading import OF_FILING, agency_names
from assistant.dialogue.state import Draft, Part
from assistant.dialogue.understand import Understanding
from assistant.language.gazetteer import Found
from assistant.understanding.reading import PLACE_LABELS, Reader

_NOTED = NOTE.partition("{")[0]
_OFFICE = "اداره"


@dataclass(frozen=True)
class _Name:
    """What a text calls by names with these labels and this id, and what comes instead."""

    labels: frozenset[str]
    id: str
    come: str

    def fits(self, name: Found) -> bool:
        return name.label in self.labels and name.id == self.id


class Renaming:
    """Puts names in a text right, where a message has put right the fields of the case."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def after(self, done: Edited, before: Draft, now: Draft, heard: Understanding) -> Edited:
        """`done` with the names of what was wrong in `before` and is right in `now`."""
        for name in self._wrong(before, now, heard):
            renamed = self._renamed(done.draft, name)
            parts = self._without_notes(renamed.parts, len(before.parts))
            kept = tuple(key for key in done.said if key != "taken_noted" or _has_note(parts))
            if renamed != done.draft:
                draft = renamed.model_copy(update={"parts": parts})
                done = replace(done, said=kept).saying("taken_swapped", draft)
        return done

    def _wrong(self, before: Draft, now: Draft, heard: Understanding) -> list[_Name]:
        wrong = []
        if before.agency and now.agency not in (None, before.agency):
            come = self._office(heard, now.agency)
            wrong.append(_Name(frozenset({"agency"}), before.agency, come))
        old, new = (one.city or one.province for one in (before, now))
        if old and new and old != new:
            wrong.append(_Name(PLACE_LABELS, old, self._town(heard, new)))
        return [one for one in wrong if one.come]

    def _office(self, heard: Understanding, id_: str) -> str:
        """What a message calls an office, with «اداره» where it is an everyday word else."""
        called = self._reader.look_up
        stems = (
            stem for name in agency_names(heard) for stem in (name.removesuffix("ه"), name)
        )
        for name in (*stems, *self._typed(heard, "agency", id_)):
            if id_ in called(name).mentions.agency_ids:
                is_known = id_ in called(f"این {name} آن").mentions.agency_ids
                return name if is_known else f"{_OFFICE} {name}"
        return ""

    def _town(self, heard: Understanding, id_: str) -> str:
        typed = [name for label in PLACE_LABELS for name in self._typed(heard, label, id_)]
        return typed[0] if typed else id_

    def _typed(self, heard: Understanding, label: str, id_: str) -> list[str]:
        text = heard.reading.masked
        found = self._reader.names_as_typed(text)
        return [text[one.start : one.end] for one in found if (one.label, one.id) == (label, id_)]

    def _renamed(self, draft: Draft, name: _Name) -> Draft:
        told = (part.text for part in draft.parts if not part.text.startswith(_NOTED))
        if name.come in "\n".join(told):
            return draft
        return draft.model_copy(
            update={
                "parts": tuple(self._part(part, name) for part in draft.parts),
                "proposed": tuple(self._part(part, name) for part in draft.proposed),
            }
        )

    def _part(self, part: Part, name: _Name) -> Part:
        text = part.text
        if text.startswith(_NOTED):
            return part
        for one in reversed(self._reader.names_as_typed(text)):
            if name.fits(one):
                start = _with_office(text, one.start) if "agency" in name.labels else one.start
                text = text[:start] + name.come + text[one.end :]
        return part.model_copy(update={"text": text})

    def _without_notes(self, parts: tuple[Part, ...], known: int) -> tuple[Part, ...]:
        """Without the new notes that only name what the text names by now."""
        return tuple(
            part
            for number, part in enumerate(parts)
            if number < known or not part.text.startswith(_NOTED) or self._tells(part.text)
        )

    def _tells(self, note: str) -> bool:
        unnamed = self._reader.look_up(note.removeprefix(_NOTED)).unnamed
        plain = words.pattern("around_towns").sub(" ", unnamed)
        return bool(words.own_words(plain) - words.own_words(OF_FILING))


def _has_note(parts: tuple[Part, ...]) -> bool:
    return bool(parts) and parts[-1].text.startswith(_NOTED)


def _with_office(text: str, start: int) -> int:
    """Where «اداره برق» begins, of which «برق» is the name."""
    before = text[:start].rstrip()
    ends = (one.start() for one in words.each("office_words", before) if one.end() == len(before))
    return next(ends, start)
