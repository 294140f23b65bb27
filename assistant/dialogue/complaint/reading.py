"""What a message gives to the case that is being written: agency, place, kind, words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue import words
from assistant.dialogue.complaint.swapping import put_right
from assistant.dialogue.decide import CONTENT
from assistant.dialogue.state import Draft, Open, Part, State
from assistant.dialogue.understand import Understanding
from assistant.language.abroad import named_abroad
from assistant.language.gazetteer import Found as Name
from assistant.language.pii import mask
from assistant.understanding.reading import Reader, Reading

_SHORT_NAME, _ANY_NAME, _NAME_WORDS = 2, 4, 3
_LEAST_WORDS, _SHORT = 2, 9
_RUN_ON = 18
"""Words from which a sentence is taken to tell several things, as people write without stops."""
OF_FILING = "اداره دستگاه سازمان ثبت شکایت شکایتی گزارش پیشنهاد انتقاد قدردانی تشکر پرونده"
"""Words of the case itself, which tell nothing of what happened."""


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
        self._reader = reader

    def given(self, reading: Reading, state: State) -> Given:
        """The values that a message names, after what was asked; not those it takes back."""
        asked = state.asked_kind
        names = _kept(reading, state.draft)
        agency = next((name.id for name in names if name.label == "agency"), None)
        place = self._place(reading, names)
        if agency is None and asked is Open.AGENCY:
            agency = self._bare_agency(reading)
        no_place = False
        may_be_abroad = asked is Open.PLACE or words.has("missions", reading.text)
        if place is None and may_be_abroad and (abroad := named_abroad(reading.text)):
            place = ("", abroad)
        if place is None and asked is Open.PLACE and agency is None:
            no_place = words.has("no_matter", reading.text) or words.has("unknown", reading.text)
            place = None if no_place else _unlisted(reading, state)
        return Given(agency, place, no_place, _kind(reading.text, asked))

    def _place(self, reading: Reading, names: Sequence[Name]) -> tuple[str, str] | None:
        """Province and city of the names that count, read anew when one was taken back."""
        if len(names) == len(reading.names):
            found = reading.mentions
        else:
            kept = " ".join(reading.text[name.start : name.end] for name in names)
            found = self._reader.read(kept).mentions
        if found.province or found.city:
            return found.province or "", found.city or ""
        return None

    def _bare_agency(self, reading: Reading) -> str | None:
        """«دارایی» alone is an everyday word; as the answer to «which agency» it is a name."""
        if words.has("unknown", reading.text) and len(reading.text.split()) <= _SHORT:
            return TRIAGE_AGENCY
        own = [word for word in reading.unnamed.split() if words.own_words(word)]
        if not 0 < len(own) <= _NAME_WORDS:
            return None
        found = self._reader.read(f"اداره {' '.join(own)}").mentions.agency_ids
        return found[0] if found else None


def tells_something(reading: Reading) -> bool:
    """Whether a message says anything beside names and the wish to complain."""
    plain = reading.unnamed
    for wish in ("wishes_to_file", "grievances"):
        plain = words.pattern(wish).sub(" ", plain)
    own = words.own_words(plain) - words.own_words(OF_FILING)
    if reading.mentions.agency_ids and words.has("branches", reading.text):
        # «تأمین اجتماعی شعبهٔ ۱»: which of its offices is part of what happened.
        return True
    return len(own) >= 1 and len(reading.unnamed.split()) >= _LEAST_WORDS + 1


def points_back(text: str) -> bool:
    """Whether a message means the agency that was talked about («از همین‌ها شاکی‌ام»)."""
    return words.has("points_back", text)


def without(draft: Draft, reading: Reading) -> Draft | None:
    """`draft` without the sentence that a message wants removed; None when there is none such.

    It stays as it is where the message names a little of a run-on sentence: the rest would be lost.
    """
    numbered = [(p, s) for p, part in enumerate(draft.parts) for s in range(len(lines(part.text)))]
    if not numbered:
        return None
    own = words.own_words(reading.text)
    shared = [len(own & words.own_words(lines(draft.parts[p].text)[s])) for p, s in numbered]
    if max(shared) > 0:
        part, line = numbered[shared.index(max(shared))]
    else:
        part, line = numbered[-1]
    if _is_a_little(max(shared), lines(draft.parts[part].text)[line]):
        return draft
    parts = [_cut(one, line) if number == part else one for number, one in enumerate(draft.parts)]
    return draft.model_copy(update={"parts": tuple(p for p in parts if p.text)})


def _is_a_little(shared: int, sentence: str) -> bool:
    """Whether so many words are less than half of what a long sentence tells."""
    return len(sentence.split()) >= _RUN_ON and shared < len(words.own_words(sentence)) / 2


def part_of(turn_id: str | None, heard: Understanding) -> Part:
    """What a message gives to the description: not what it says to the assistant."""
    whole = Part(text=heard.reading.masked.strip(), turn=turn_id)
    told = [piece.command in CONTENT for piece in heard.pieces]
    if not any(told) or (all(told) and len(told) == 1):
        return _trimmed(whole) if heard.pieces else whole
    # From the last one on, so that numbers stay right while pieces are taken out.
    left_out = tuple(n for n in reversed(range(len(told))) if not told[n])
    kept = [p.text for p, is_told in zip(heard.pieces, told, strict=True) if is_told]
    text = "\n".join(words.without_lead_in(piece) for piece in kept)
    return Part(text=text, turn=turn_id, cut=left_out, is_trimmed=True)


def as_typed(raw: str, part: Part) -> str:
    """The words of `part` in a text as typed; empty where its pieces cannot be found."""
    text = _pieces_as_typed(raw, part) if part.cut or part.is_trimmed else raw
    for old, new in part.swaps:
        text = put_right(text, old, new)
    # The words that were put right may be gone since, and the same ones stand elsewhere.
    is_found = not part.swaps or mask(text).text.strip() == part.text.strip()
    return text if is_found else ""


def _pieces_as_typed(raw: str, part: Part) -> str:
    left = words.pieces(raw)
    if len(left) != len(words.pieces(mask(raw).text)):
        # What was hidden holds a mark that ends a piece, so numbers do not fit.
        return ""
    for number in part.cut:
        if number >= len(left):
            return ""
        del left[number]
    return "\n".join(map(words.without_lead_in, left))


def _trimmed(part: Part) -> Part:
    pieces = words.pieces(part.text)
    text = "\n".join(map(words.without_lead_in, pieces))
    return (
        part
        if len(pieces) != 1 or text == part.text
        else Part(text=text, turn=part.turn, is_trimmed=True)
    )


def lines(text: str) -> list[str]:
    """The pieces of a text, as they stand in it."""
    return words.pieces(text)


def _cut(part: Part, line: int) -> Part:
    left = [one for number, one in enumerate(lines(part.text)) if number != line]
    changes = {"text": "\n".join(left), "cut": (*part.cut, line), "is_trimmed": True}
    return part.model_copy(update=changes)


def _kept(reading: Reading, draft: Draft | None) -> list[Name]:
    """The names of a message without those that it takes back («ارومیه نه، تبریز»)."""
    return [name for name in reading.names if not _is_refused(name, reading, draft)]


def _is_refused(name: Name, reading: Reading, draft: Draft | None) -> bool:
    behind = reading.text[name.end :]
    if re.search(r"(?:به جای|بجای)\s*$", reading.text[: name.start]):
        return True
    if re.match(r"\s*(?:را |رو )?(?:نه(?![\w‌])|نیست|نبود)", behind):
        return True
    same = [other for other in reading.names if other.label == name.label and other != name]
    present = (draft.agency, draft.province, draft.city) if draft else ()
    return bool(same) and name.id in present and words.has("negations", reading.text)


def _kind(text: str, asked: Open | None) -> str | None:
    """Another kind of case that a short message names («شکایت نه، تقدیر»)."""
    if asked is None or len(text.split()) > _SHORT:
        return None
    named = [
        (match.start(), kind)
        for kind in ("complaint", "suggestion", "praise")
        for match in words.pattern("kinds", kind).finditer(text)
        if not words.pattern("taken_back").match(text[match.end() :].lstrip())
    ]
    is_change = words.has("negations", text) or words.has("kind_changes", text)
    return max(named)[1] if named and is_change else None


def _unlisted(reading: Reading, state: State) -> tuple[str, str] | None:
    """A name that no list has: of a village, abroad, or given again after it was not known."""
    text = " ".join(re.sub(r"[|،,]", " ", reading.masked).split())
    may_be_long = state.misses > 0 or words.has("villages", text)
    most = _ANY_NAME if may_be_long else _SHORT_NAME
    is_name = 0 < len(text.split()) <= most and any(letter.isalpha() for letter in text)
    return ("", text[:60]) if is_name else None
