"""What a message gives to the case that is being written: agency, place, kind, words."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.cases.terms import INDICATOR_FA, Indicator
from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue import words
from assistant.dialogue.complaint.swapping import swapped
from assistant.dialogue.decide import CONTENT
from assistant.dialogue.state import Draft, Open, Part, State
from assistant.dialogue.understand import Understanding
from assistant.language.abroad import named_abroad
from assistant.language.gazetteer import Found as Name
from assistant.language.pii import mask
from assistant.understanding.reading import PLACE_LABELS, Reader, Reading

_SHORT_NAME, _ANY_NAME, _NAME_WORDS = 2, 4, 3
_LEAST_WORDS, _SHORT, _TWO = 2, 9, 2
_NUMBER = re.compile(r"\d{3}")
_BELONGS = re.compile(r"(?<!\S)(?:مال|مربوط به|کار) (\S+)(?: است| نه|$)")
OPENING = CONTENT - {"correct"}
"""What belongs into a description at its beginning: there, «سفارت چیه خانم» puts nothing right."""
OF_FILING = (
    "اداره دستگاه سازمان ثبت شکایت شکایتی گزارش پیشنهاد انتقاد قدردانی تشکر پرونده پیگیری سامانه "
    "همینجا همین جا"
)
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
        if agency is None and state.draft is not None:
            agency = self._owner(reading)
        no_place = False
        may_be_abroad = asked is Open.PLACE or words.has("missions", reading.text)
        if place is None and may_be_abroad and (abroad := named_abroad(reading.text)):
            place = ("", abroad)
        if place is None and asked is Open.PLACE and agency is None:
            no_place = words.has("no_matter", reading.text) or words.has("unknown", reading.text)
            place = None if no_place else _unlisted(reading, state)
        return Given(agency, place, no_place, _kind(reading.text, asked))

    def place_instead(self, draft: Draft, reading: Reading) -> tuple[str, str] | None:
        """A place that a clause puts in the place of the draft's («به جای کرج بنویس گلدره»)."""
        now = Draft(parts=tuple(Part(text=name) for name in (draft.city, draft.province) if name))
        for clause in (*words.orders(reading.text), reading.text):
            changed = swapped(now, clause)
            new = [part.text for part in changed.parts if part not in now.parts] if changed else []
            # «لاهیجانه» is Lahijan.
            found = self._reader.read(f"شهر {new[0].removesuffix('ه')}").mentions if new else None
            if found and not found.agency_ids:
                return (found.province or "", found.city) if found.city else ("", new[0])
        return None

    def _place(self, reading: Reading, names: Sequence[Name]) -> tuple[str, str] | None:
        """Province and city of the names that count, read anew when one was taken back."""
        if len(names) == len(reading.names):
            found = reading.mentions
        else:
            kept = " ".join(reading.text[name.start : name.end] for name in names)
            found = self._reader.read(kept).mentions
        town = found.city or found.county
        return (found.province or "", town or "") if found.province or town else None

    def _owner(self, reading: Reading) -> str | None:
        """«این مال بهداشته»: what alone is an everyday word names an agency behind «مال»."""
        behind = names_owner(reading.text)
        found = self._reader.read(f"اداره {behind[1]}").mentions.agency_ids if behind else ()
        return found[0] if found else None

    def _bare_agency(self, reading: Reading) -> str | None:
        """«دارایی» alone is an everyday word; as the answer to «which agency» it is a name."""
        if words.has("unknown", reading.text) and len(reading.text.split()) <= _SHORT:
            return TRIAGE_AGENCY
        own = [word for word in reading.unnamed.split() if words.own_words(word)]
        if not 0 < len(own) <= _NAME_WORDS:
            return None
        found = self._reader.read(f"اداره {' '.join(own)}").mentions.agency_ids
        return found[0] if found else None


def names_owner(text: str) -> re.Match[str] | None:
    """Where a repaired text says whose matter it is: «این مال بهداشت است»."""
    return _BELONGS.search(text)


def tells_something(reading: Reading) -> bool:
    """Whether a message says anything beside names and the wish to complain."""
    plain = reading.unnamed
    for wish in ("wishes_to_file", "grievances"):
        plain = words.pattern(wish).sub(" ", plain)
    own = words.own_words(plain) - words.own_words(OF_FILING)
    if reading.mentions.agency_ids and words.has("branches", reading.text):
        # «تأمین اجتماعی شعبهٔ ۱»: which of its offices is part of what happened.
        return True
    if _NUMBER.search(plain):
        # «کد مرسوله ۲۴۵۸۱»: a number is never all there is to a name.
        return True
    return len(own) >= 1 and len(reading.unnamed.split()) >= _LEAST_WORDS + 1


def topic_named(heard: Understanding) -> str | None:
    """The topic that a message gives anew («موضوعش بی‌احترامی نیست، معطلیه»)."""
    if not words.has("fields", heard.text, "kind"):
        return None
    refused = _before_refusals(heard.text)
    shared = {one: len(_titled(one) & words.own_words(heard.text) - refused) for one in Indicator}
    best = max(shared, key=lambda one: shared[one])
    return best.value if shared[best] else heard.indicator


def refuses_topic(draft: Draft, text: str) -> bool:
    """Whether a repaired text says that the draft's topic is another one («بدرفتاری نبود»)."""
    if draft.indicator is None:
        return False
    return bool(_titled(Indicator(draft.indicator)) & _before_refusals(text))


def _titled(indicator: Indicator) -> frozenset[str]:
    return words.own_words(INDICATOR_FA[indicator])


def _before_refusals(text: str) -> frozenset[str]:
    """The words that a repaired text says not to mean («بدرفتاری نبود»)."""
    refused = (text[: found.start()].split()[-_TWO:] for found in words.each("refusals", text))
    return words.own_words(" ".join(word for some in refused for word in some))


def of_same_agency(draft: Draft, reading: Reading) -> str | None:
    """Another name of the draft's agency («بانک مرکزی نه، بانک ملی»), which the text has not."""
    names = [name for name in reading.names if name.id == draft.agency]
    if len(names) < _TWO and not words.has("fields", reading.unnamed, "agency"):
        return None
    meant = (name for name in names if not is_taken_back(name, reading))
    new = [reading.text[name.start : name.end] for name in meant]
    return new[-1] if new and new[-1] not in draft.description else None


def puts_right(given: Given, draft: Draft, reading: Reading) -> Given:
    """What a message gives anew of what is written already, and what is open.

    «شهرش قم است», «قم» alone and «تهران نه، قم» do; a story in which Qom comes does not.
    """
    has_place = draft.has_place and not _gives_anew("place", draft, reading)
    has_agency = draft.agency is not None and not _gives_anew("agency", draft, reading)
    return replace(
        given,
        place=None if has_place else given.place,
        agency=None if has_agency else given.agency,
    )


def _gives_anew(field: str, draft: Draft, reading: Reading) -> bool:
    present = (draft.agency, draft.province, draft.city)
    of_field = [name for name in reading.names if _sort(name) == field]
    names_present = any(name.id in present or is_taken_back(name, reading) for name in of_field)
    is_bare = not words.telling_words(reading.unnamed) - words.own_words(OF_FILING)
    return names_present or is_bare or words.has("fields", reading.unnamed, field)


def more_than_place(reading: Reading) -> bool:
    """Whether an answer to «where» tells more of it («تبریز، جاده سنتو»)."""
    return bool(words.telling_words(reading.unnamed) - words.own_words(OF_FILING))


def points_back(text: str) -> bool:
    """Whether a message means the agency that was talked about («از همین‌ها شاکی‌ام»)."""
    return words.has("points_back", text)


def part_of(turn_id: str | None, heard: Understanding, content: Collection[str] = CONTENT) -> Part:
    """What a message gives to the description: not what it says to the assistant.

    Its pieces count that do something of `content`, and tell more than that a case is wanted.
    """
    told = [p.text for p in heard.pieces if p.command in content and of_matter(p.plain)]
    is_whole = not told or len(told) == len(heard.pieces)
    text = heard.reading.masked.strip() if is_whole else "\n".join(told)
    return Part(text=words.without_lead_ins(text), turn=turn_id)


def of_matter(plain: str) -> frozenset[str]:
    """The words of a repaired text that tell more than a wish («همینجا ثبت کنید»)."""
    for wish in ("declared_wishes", "wishes_to_file", "grievances"):
        plain = words.pattern(wish).sub(" ", plain)
    return words.own_words(plain) - words.own_words(OF_FILING)


def as_typed(raw: str, part: Part) -> str:
    """The words of `part`, with what its turn, as typed, has where personal data is hidden."""
    text = part.text
    for mark, value in reversed(mask(raw).values):
        text = text.replace(mark, value)
    return text


def _kept(reading: Reading, draft: Draft | None) -> list[Name]:
    """The names of a message without those that it takes back («ارومیه نه، تبریز»)."""
    present = (draft.agency, draft.province, draft.city) if draft else ()
    taken_back = {name.id for name in reading.names if is_taken_back(name, reading)}
    kept = [name for name in reading.names if name.id not in taken_back]
    # «زاهدانه که! زابل درسته»: beside another one, what is written already is not meant.
    # «پسرم از تهران فرستاده، من کرمانشاهم»: what came from a place did not happen there.
    places = [name for name in kept if name.label in PLACE_LABELS]
    if any(not _is_origin(name, reading) for name in places):
        kept = [name for name in kept if name not in places or not _is_origin(name, reading)]
    others = {_sort(name) for name in kept if name.id not in present}
    return [name for name in kept if name.id not in present or _sort(name) not in others]


def _is_origin(name: Name, reading: Reading) -> bool:
    return reading.text[: name.start].split()[-1:] == ["از"]


def _sort(name: Name) -> str:
    return "place" if name.label in PLACE_LABELS else name.label


def is_taken_back(name: Name, reading: Reading) -> bool:
    """Whether a message says that it does not mean a name."""
    before, behind = reading.text[: name.start], reading.text[name.end :]
    # «قم است نه ساوه», but «نه ساوه» is no, and then Saveh.
    is_before = words.ends_with("instead", before) or (
        len(before.split()) > 1 and words.ends_with("denials", before)
    )
    return is_before or words.begins_with("refusals", behind)


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
