"""The names of a wrong office and a wrong town in a text, put right with the field itself.

«از اداره مالیات یاسوج شاکی‌ام» must not accuse the tax office once it is known that it was the city
hall. Only whole names change, and only where the right one does not stand there already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import NOTE, Edited
from assistant.dialogue.complaint.matching import value_of
from assistant.dialogue.complaint.places import Towns
from assistant.dialogue.complaint.reading import agency_names, fields_of
from assistant.dialogue.complaint.telling import OF_FILING
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.understood import Understanding
from assistant.language.gazetteer import Found
from assistant.understanding.reading import PLACE_LABELS, Reader

_NOTED = NOTE.partition("{")[0]
_OFFICE = "اداره"
_CLAUSE = re.compile(r"(\s*[،,.؛!\n]+\s*)(?!\d)")
EDGES = " ،,.؛\n"
"""What a message has around its clauses."""
_MOST_CLAUSES = 24
"""Clauses, and what stands between them, of a message that is read clause by clause."""
_MOST_BESIDE = 1
"""Words that a clause may have beside both names: «تو آزادشهر می‌شینیم نه گنبد»."""


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
        self._reader, self._towns = reader, Towns(reader.place_called)

    def after(self, done: Edited, before: Draft, now: Draft, heard: Understanding) -> Edited:
        """`done` with the names of what was wrong in `before` and is right in `now`."""
        if fields_of(before) == fields_of(now):
            return done
        draft = done.draft
        for name in self._wrong(before, now, heard):
            draft = self._renamed(draft, name)
        if draft != done.draft:
            said = ("taken_swapped", *done.said)
            done = replace(done, draft=draft, said=tuple(dict.fromkeys(said)))
        parts = self._without_notes(draft.parts, len(before.parts), now)
        if parts == draft.parts:
            return done
        left = (key for key in done.said if key != "taken_noted" or _has_note(parts))
        return replace(done, draft=draft.model_copy(update={"parts": parts}), said=tuple(left))

    def rest(self, message: str, before: Draft, now: Draft) -> str:
        """A message without the clauses that only say which office or place is right.

        What else it puts right is read by itself then: «اهواز نه کوت عبدالله، سه روزه نه دو».
        """
        marked = _CLAUSE.split(message)
        if len(marked) > _MOST_CLAUSES:
            return message.strip(EDGES)
        kept = [
            f"{clause}{mark}"
            for clause, mark in zip(marked[::2], [*marked[1::2], ""])
            if not self._is_of_fields(clause, before, now)
        ]
        return "".join(kept).strip(EDGES)

    def _is_of_fields(self, clause: str, before: Draft, now: Draft) -> bool:
        clause, towns = self._without_towns(clause, before, now)
        names = towns | {one.id for one in self._reader.look_up(clause).names}
        old = {before.agency, before.city or before.province}
        new = {now.agency, now.city or now.province} - old
        if not names & (old | new):
            return False
        # «اداره گاز نه برق»: beside the one, an everyday word is the other.
        left = self._own(clause, now)
        offices = {one: self._called(one) & (old | new) for one in left}
        names = names.union(*offices.values())
        has_both = bool(names & old and names & new)
        own = [one for one in left if not (has_both and offices[one])]
        return len(own) <= (_MOST_BESIDE if has_both else 0)

    def _called(self, word: str) -> set[str | None]:
        return set(self._reader.look_up(f"{_OFFICE} {word}").mentions.agency_ids)

    def _without_towns(self, clause: str, before: Draft, now: Draft) -> tuple[str, set[str | None]]:
        """A clause without both places as people say them, and what these are: «ملارده»."""
        text, found = self._reader.look_up(clause).text, set[str | None]()
        places = {(one.province, one.city) for one in (before, now)}
        for town in reversed(self._towns.named(text)):
            if town.place in places:
                found.add(town.place[1] or town.place[0])
                text = f"{text[: town.start]} {text[town.end :]}"
        return (text, found) if found else (clause, found)

    def _wrong(self, before: Draft, now: Draft, heard: Understanding) -> list[_Name]:
        wrong = []
        if before.agency and now.agency not in (None, before.agency):
            come = self._office(heard, now.agency)
            wrong.append(_Name(frozenset({"agency"}), before.agency, come))
        is_town = bool(before.city and now.city)
        old, new = ((one.city if is_town else one.province) for one in (before, now))
        # «اداره برق گنبد» is none of a village near by.
        is_village = words.has("villages", new)
        if old and new and old != new and not is_village:
            wrong.append(_Name(PLACE_LABELS, old, new))
        return [one for one in wrong if one.come]

    def _office(self, heard: Understanding, id_: str) -> str:
        """What a message calls an office, with «اداره» where it is an everyday word else."""
        for name in (*agency_names(heard), *self._typed(heard, "agency", id_)):
            for stem in _stems(name):
                if id_ in self._reader.look_up(stem).mentions.agency_ids:
                    return self._with_word(stem, id_)
        return ""

    def _with_word(self, name: str, id_: str) -> str:
        told = self._reader.look_up(f"این {name} آن").mentions.agency_ids
        return name if id_ in told or name.isascii() else f"{_OFFICE} {name}"

    def _typed(self, heard: Understanding, label: str, id_: str) -> list[str]:
        text = heard.reading.masked
        found = self._reader.names_as_typed(text)
        return [text[one.start : one.end] for one in found if (one.label, one.id) == (label, id_)]

    def _renamed(self, draft: Draft, name: _Name) -> Draft:
        told = (part.text for part in draft.parts if not part.text.startswith(_NOTED))
        if re.search(rf"(?<!\w){re.escape(name.come)}(?!\w)", "\n".join(told)):
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
            beside = "receivers" if one.label == "agency" else "origins"
            before = text[: one.start]
            is_other = any(words.ends_with(kind, before) for kind in (beside, "occupations"))
            # «زنگ زدم ۱۲۱» names no office.
            is_number = text[one.start : one.end].isdigit()
            if name.fits(one) and not (is_other or is_number):
                start = _with_office(text, one.start) if "agency" in name.labels else one.start
                text = text[:start] + name.come + text[one.end :]
        return part.model_copy(update={"text": text})

    def _without_notes(self, parts: tuple[Part, ...], known: int, now: Draft) -> tuple[Part, ...]:
        """Without the new notes that only name what the case has by now."""
        return tuple(
            part
            for number, part in enumerate(parts)
            if number < known or not part.text.startswith(_NOTED) or self._tells(part.text, now)
        )

    def _tells(self, note: str, now: Draft) -> bool:
        return bool(self._own(note.removeprefix(_NOTED), now))

    def _own(self, text: str, now: Draft) -> frozenset[str]:
        """What a text says beside names of offices and places, and that they are right or wrong."""
        unnamed = self._reader.look_up(text).unnamed
        for name in ("corrections", "around_towns", "refusals"):
            unnamed = words.pattern(name).sub(" ", unnamed)
        known = words.own_words(f"{OF_FILING} {now.city} {now.province}")
        numbers = {word for word in unnamed.split() if value_of(word) is not None}
        return (words.own_words(unnamed) - known) | numbers


def _stems(name: str) -> Iterator[str]:
    """The beginnings of a name as people say it, the shortest first: «اداره راهه ها»."""
    some = name.split()
    for count in range(1, len(some) + 1):
        stem = " ".join(some[:count])
        yield from (stem.removesuffix("ه"), stem)


def _has_note(parts: tuple[Part, ...]) -> bool:
    return bool(parts) and parts[-1].text.startswith(_NOTED)


def _with_office(text: str, start: int) -> int:
    """Where «اداره برق» begins, of which «برق» is the name."""
    before = text[:start].rstrip()
    ends = (one.start() for one in words.each("office_words", before) if one.end() == len(before))
    return next(ends, start)
