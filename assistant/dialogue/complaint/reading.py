"""What a message gives to the case that is being written: agency, place, kind, words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue import words
from assistant.dialogue.complaint.matching import stretches
from assistant.dialogue.complaint.places import (
    Place,
    Towns,
    behind_refusal,
    is_refused,
    meant_places,
    place_of,
    with_its_town,
)
from assistant.dialogue.complaint.telling import part_of, tells_something
from assistant.dialogue.draft import Draft
from assistant.dialogue.state import State
from assistant.dialogue.things import Open
from assistant.dialogue.understood import Understanding
from assistant.language.abroad import named_abroad
from assistant.understanding.reading import Reader, Reading
from knowledge.features.edits import Span

_SHORT_NAME, _ANY_NAME, _NAME_WORDS = 2, 4, 3
_SHORT, _TWO = 9, 2
_SENTENCE = re.compile(r"[^.!؟?؛\n]+[.!؟?؛\n]*")
_FOUND = 0.4
"""So sure the search must be, of a message with several offices, which of them it is about."""
_NAMED = 0.5
"""From here on a word names the agency or the place of a case."""


@dataclass(frozen=True)
class Given:
    """What one message gives; None and empty where it gives nothing."""

    agency: str | None = None
    place: tuple[str, str] | None = None
    no_place: bool = False
    kind: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return not (self.agency or self.place or self.no_place or self.kind)


class DraftReader:
    """Reads messages for the case in hand."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._towns = reader, Towns(reader.place_called)

    def given(self, heard: Understanding, state: State) -> Given:
        """The values that a message names, after what was asked; not those it takes back."""
        asked, reading = state.asked_kind, heard.reading
        opens = state.draft is None
        agency = self._agency(heard, opens=opens)
        place = self._place(heard, state, is_asked=asked is Open.PLACE)
        place = place or self._in_its_place(heard, state)
        place = self._town(place, heard, state) or _instead(heard, state)
        if place is None and opens:
            # Of 289 openings by people new to the encoder 39 have their town only so, each rightly.
            place = place_of(reading.mentions)
        if agency is None and asked is Open.AGENCY:
            agency = self._bare_agency(reading)
        no_place = False
        may_be_abroad = asked is Open.PLACE or words.has("missions", reading.text)
        if place is None and may_be_abroad and (abroad := named_abroad(reading.text)):
            place = ("", abroad)
        if place is None and asked is Open.PLACE and agency is None:
            no_place = words.has("no_matter", reading.text) or words.has("unknown", reading.text)
            place = None if no_place else _unlisted(reading, state)
        return Given(agency, place, no_place, _kind(reading.text, state))

    def given_in(self, told: str) -> Given:
        """The values that a text names which tells nothing but what happened."""
        mentions = self._reader.look_up(told).mentions
        agency = next(iter(mentions.agency_ids), None)
        return Given(agency, place_of(mentions))

    def _agency(self, heard: Understanding, *, opens: bool) -> str | None:
        """The agency that words give which name where the case goes: «بفرستش بهداشت».

        Where a case `opens`, the agency in what is told counts, if no words give one.
        """
        if opens and (complained := _complained_of(heard)):
            return complained
        names = [name for name in agency_names(heard) if not _is_worked_for(name, heard)]
        meant = [name for name in names if not _is_refused(name, heard)]
        found = [one for name in meant or names if (one := self._office(name))]
        if found:
            return _found_of(found, heard.reading) if opens else found[0]
        # «edare bargh» is known only as a part of its sentence.
        told = heard.reading.mentions.agency_ids
        if opens and told:
            told = _not_worked_for(self._reader.look_up(part_of(None, heard).text))
            return told[0] if told else None
        return told[0] if names and len(told) == 1 else None

    def _office(self, name: str) -> str | None:
        """The agency of a name: «اداره آبه» is the water company, «بهداشت» an everyday word."""
        for text in (name, f"اداره {name}", name.removesuffix("ه")):
            if found := self._reader.look_up(text).mentions.agency_ids:
                return found[0]
        return None

    def _place(
        self, heard: Understanding, state: State, *, is_asked: bool
    ) -> tuple[str, str] | None:
        """Province and town of the words that say where it happened."""
        names, behind = _place_names(heard, state)
        found = place_of(self._reader.look_up("، ".join(names)).mentions) if names else None
        if found is None and behind:
            # «اهواز نه، کوت عبدالله»: what is meant stands behind the refusal.
            found = place_of(self._reader.look_up(behind).mentions)
        found = with_its_town(found, heard.reading.mentions)
        if found is None and len(names) == 1:
            found = self._towns.called(names[0])
        if found is None and is_asked:
            found = place_of(heard.reading.mentions)
        return found

    def _in_its_place(self, heard: Understanding, state: State) -> tuple[str, str] | None:
        """The place named behind a «no» to the one that stands there («اهواز نه، کوت عبدالله»)."""
        stands = _standing(state)
        behind = behind_refusal(heard.reading.masked, stands) if stands else ""
        return place_of(self._reader.look_up(behind).mentions) if behind else None

    def _town(self, found: Place | None, heard: Understanding, state: State) -> Place | None:
        """`found`, or the town in it, or all that a message tells where a town is asked for."""
        text, draft = heard.reading.text, state.draft or Draft()
        stands = (draft.province, draft.city)
        is_asked = state.is_open(Open.PLACE)
        is_open = found is None or (is_asked and not found[1])
        if is_open and (is_asked or draft.has_place):
            told = _without_office(heard) if words.has("corrections", text) else text
            found = self._towns.only(told, stands, is_asked=is_asked) or found
        if found is None:
            return None
        found, before = self._towns.as_province(text, found), draft.province
        if before and found[1] in {"", found[0]}:
            # «البرز نه، قزوین», where the town stands in the text already, or in the message.
            told = text if draft.city else draft.description
            if town := self._towns.in_province(told, found[0], before):
                return town
        if draft.city and not found[1]:
            return self._of_province(draft.city, found)
        return self._towns.within(text, found) or found

    def _of_province(self, city: str, found: Place) -> Place:
        """A province with the town that stands, where it has one of that name."""
        told = self._reader.look_up(f"شهر {city} استان {found[0]}").mentions
        return (found[0], city) if (told.province, told.city) == (found[0], city) else found

    def _bare_agency(self, reading: Reading) -> str | None:
        """«دارایی» alone is an everyday word; as the answer to «which agency» it is a name."""
        if words.has("unknown", reading.text) and len(reading.text.split()) <= _SHORT:
            return TRIAGE_AGENCY
        if len(reading.mentions.agency_ids) == 1 and not tells_something(reading):
            return reading.mentions.agency_ids[0]
        if instead := _instead_of_refused(reading):
            return instead
        own = [word for word in reading.unnamed.split() if words.own_words(word)]
        if not 0 < len(own) <= _NAME_WORDS:
            return None
        found = self._reader.look_up(f"اداره {' '.join(own)}").mentions.agency_ids
        return found[0] if found else None


def _is_worked_for(name: str, heard: Understanding) -> bool:
    before, found, _ = heard.reading.masked.partition(name)
    return bool(found) and words.ends_with("occupations", before)


def _not_worked_for(reading: Reading) -> tuple[str, ...]:
    """The agencies that are named, but not the one the writer is of: «معلم آموزش و پرورشم»."""
    own = {
        name.id
        for name in reading.names
        if name.label == "agency" and words.ends_with("occupations", reading.text[: name.start])
    }
    return tuple(one for one in reading.mentions.agency_ids if one not in own)


def _complained_of(heard: Understanding) -> str | None:
    """The office that a wish is against («از پیشخوان شاکیم»), or that is found of several."""
    reading = heard.reading
    if against := next(agencies_against(reading), None):
        return against
    if len(set(reading.mentions.agency_ids)) < _TWO:
        return None
    agency = _searched(reading)
    return agency if agency in reading.mentions.agency_ids else None


def _instead_of_refused(reading: Reading) -> str | None:
    """The one office that is named beside one that is refused: «اداره گاز نه، شهرداری کنده»."""
    offices = [name for name in reading.names if name.label == "agency"]
    refusal = words.pattern("refusals")
    meant = {one.id for one in offices if not refusal.match(reading.text[one.end :].lstrip(" ،,"))}
    refused = {one.id for one in offices} - meant
    return meant.pop() if refused and len(meant) == 1 else None


def _found_of(agencies: Sequence[str], reading: Reading) -> str:
    """Of agencies that are named the one that the search is sure of, else the first."""
    agency = _searched(reading) if len(set(agencies)) > 1 else None
    return agency if agency is not None and agency in agencies else agencies[0]


def _searched(reading: Reading) -> str | None:
    """The agency of the service that a message is surely about."""
    found = reading.found
    return found.hits[0].entry.agency.id if found.probability >= _FOUND else None


def fields_of(draft: Draft) -> tuple[str | None, str, str]:
    """Where a case goes, and where it happened."""
    return draft.agency, draft.province, draft.city


def agency_names(heard: Understanding) -> list[str]:
    """The words of a message that name where its case goes, as typed."""
    return _names(heard, heard.edits.agency) if heard.edits else []


def _is_refused(name: str, heard: Understanding) -> bool:
    """«شهرداری... نه یعنی اداره مالیات» means the second."""
    return is_refused(name, heard.reading.masked)


def _names(heard: Understanding, shares: NDArray[np.float32]) -> list[str]:
    assert heard.edits is not None
    return names_in(heard.reading.masked, heard.edits.words, shares)


def names_in(message: str, spans: Sequence[Span], shares: NDArray[np.float32]) -> list[str]:
    """The stretches of a masked message whose words are likely, by their `shares`, to be names."""
    return [
        message[spans[one.first].start : spans[one.last - 1].end]
        for one in stretches((shares >= _NAMED).tolist())
    ]


def _without_office(heard: Understanding) -> str:
    """A repaired text without the names of offices: «اشتباه شد بهزیستی کوهدشت بود» tells a town."""
    text = heard.reading.text
    for name in reversed(heard.reading.names):
        if name.label == "agency":
            text = f"{text[: name.start]} {text[name.end :]}"
    return text


def _standing(state: State) -> str:
    """The place that the case in hand has; empty where it has none."""
    return state.draft.city or state.draft.province if state.draft else ""


def _place_names(heard: Understanding, state: State) -> tuple[list[str], str]:
    """The words that say where it happened, and those behind what is refused among them."""
    names = _names(heard, heard.edits.place) if heard.edits else []
    return meant_places(names, heard.reading.masked, _standing(state))


def _instead(heard: Understanding, state: State) -> tuple[str, str] | None:
    """A place that no list has, put in the place of the one that stands there («قم نه، گلدره»).

    A village is in the province that stands there, as nobody names another.
    """
    if heard.edits is None or state.draft is None or not state.draft.has_place:
        return None
    names, _ = _place_names(heard, state)
    is_named = names_field("place", state.draft, heard)
    if len(names) != 1 or not is_named:
        return None
    return (state.draft.province if words.has("villages", names[0]) else "", names[0])


def agencies_against(reading: Reading) -> Iterator[str]:
    """The offices that a wish to complain is against, also behind it: «شکایتم از اداره راهه»."""
    text = reading.text
    for name in reading.names:
        is_first = words.ends_with("complaints_of", text[: name.start])
        if name.label == "agency" and (is_first or words.complains_of(text, name.start, name.end)):
            yield name.id


def names_field(field: str, draft: Draft, heard: Understanding) -> bool:
    """Whether a message names a field, or what stands in it («آبفا نه، اداره برق»)."""
    present = {"agency": (draft.agency,), "place": (draft.province, draft.city)}[field]
    names_present = any(name.id in present for name in heard.reading.names)
    return names_present or words.has("fields", heard.reading.unnamed, field)


def _kind(text: str, state: State) -> str | None:
    """Another kind of case that a sentence names: «شکایت نه، تقدیر», «شکایته!»."""
    if state.asked is None:
        return None
    for sentence in (*_SENTENCE.findall(text), *words.phrases(text)):
        changes = any(words.has(one, sentence) for one in ("negations", "kind_changes"))
        if not changes or len(sentence.split()) > _SHORT:
            continue
        if kind := _of_two(sentence, state.draft):
            return kind
        if named := words.kinds_named(sentence):
            return max(named)[1]
    return None


def _of_two(sentence: str, draft: Draft | None) -> str | None:
    """«شکایت نه تقدیر» is the one that the case is not, whichever is said first."""
    said = {kind for kind in words.named("kinds") if words.has("kinds", sentence, kind)}
    first, no, _ = sentence.partition(" نه ")
    is_between = bool(no) and any(
        not first[one.end() :].strip()
        for kind in said
        for one in words.pattern("kinds", kind).finditer(first)
    )
    if draft is None or draft.kind not in said or len(said) != _TWO or not is_between:
        return None
    return (said - {draft.kind}).pop()


def _unlisted(reading: Reading, state: State) -> tuple[str, str] | None:
    """A name that no list has: of a village, abroad, or given again after it was not known."""
    text = " ".join(re.sub(r"[|،,]", " ", reading.masked).split())
    may_be_long = state.misses > 0 or words.has("villages", text)
    most = _ANY_NAME if may_be_long else _SHORT_NAME
    is_name = 0 < len(text.split()) <= most and any(letter.isalpha() for letter in text)
    is_name = is_name and not words.has("wishes_to_file", reading.text)
    return ("", text[:60]) if is_name else None
