"""Where it happened: which names of a message mean the place of a case, and which town.

Towns are told where a town is asked for, or set against another, and are also everyday words:
«شهرمون صحنه‌ست» and «میاندوآبه» are names with what people add to them; «بهار» is also a season.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.dialogue import words
from assistant.language.gazetteer import Mentions

Place = tuple[str, str]
"""Province and town, each empty where it is not known."""


def place_of(mentions: Mentions) -> Place | None:
    """The place that names come to; None where they come to none."""
    town = mentions.city or mentions.county
    return (mentions.province or "", town or "") if mentions.province or town else None


def meant_places(names: Sequence[str], message: str, stands: str) -> tuple[list[str], str]:
    """Which of the `names` in a message are meant; what stands behind a refused one, if none is.

    «خیابان گلستان» is no Golestan, whatever town is named beside it. Of «قم نه تبریز» the one that
    `stands` in the case already is not meant.
    """
    meant, behind = list[str](), ""
    for name in names:
        rest = behind_refusal(message, name)
        if stands and rest and not rest.startswith(stands):
            behind = rest
        elif not words.ends_with("ways", message.partition(name)[0]):
            meant.append(name)
    return meant, "" if meant else behind


def is_refused(name: str, message: str) -> bool:
    """Whether a message says that `name` is not meant: «اهواز نه، کوت عبدالله»."""
    return words.pattern("refusals").match(_behind(message, name)) is not None


def behind_refusal(message: str, name: str) -> str:
    """The rest of the sentence in which `name` is said not to be meant; empty where it is not."""
    after = _behind(message, name)
    refused = words.pattern("refusals").match(after)
    return re.split(r"[.!؟?\n]", after[refused.end() :].strip(" ،."))[0] if refused else ""


def with_its_town(found: Place | None, told: Mentions) -> Place | None:
    """A place with the town that a message names in it: «چرمهین شهرستان لنجان» is چرمهین."""
    if found is None or told.city is None or told.province != found[0]:
        return found
    return (found[0], told.city) if found[1] in {"", told.county} else found


def _behind(message: str, name: str) -> str:
    return message.partition(name)[2].lstrip(" .…،")


Called = Callable[[str, str], Mentions | None]
"""A phrase and what it is called («شهر», «استان») in; what all of it names, if it is a place."""

_TOWN, _PROVINCE = "شهر", "استان"
_MOST_NAME, _MOST_WORDS = 3, 12
_WORD = re.compile(r"[^\W_]+(?:\u200c[^\W_]+)*")
_ENDINGS = ("", "ه", "ست", "م", "یم")
"""What people add to the name of a town: «میاندوآبه», «صحنه‌ست», «ملاردیم»."""


@dataclass(frozen=True)
class Town:
    """A place as a text names it, and where its name stands there."""

    place: Place
    start: int
    end: int


class Towns:
    """Reads short repaired texts for places."""

    def __init__(self, called: Called) -> None:
        self._called = called

    def called(self, phrase: str, kind: str = _TOWN) -> Place | None:
        """The place that all of a phrase names, whatever it is elsewhere."""
        for ending in _ENDINGS:
            stem = phrase.removesuffix(ending).rstrip(" \u200c")
            is_new = bool(stem) and (not ending or stem != phrase)
            named = self._called(stem, kind) if is_new else None
            if named is not None:
                return place_of(named)
        return None

    def only(self, text: str, stands: Place, *, is_asked: bool) -> Place | None:
        """The place that a text tells of and nothing else; not what it denies, nor what `stands`.

        Where it is not asked for, not even everyday words may stand beside it, unless it is told
        instead of what stands: «دامغان محل کارمه، خونم مهدیشهره».
        """
        if len(text.split()) > _MOST_WORDS:
            parts = (self.only(one, stands, is_asked=False) for one in words.phrases(text))
            return next(filter(None, parts), None) if len(words.phrases(text)) > 1 else None
        named = self.named(text)
        others = [one for one in named if one.place != stands]
        is_instead = len(others) < len(named) and words.has("refusals", text)
        if is_instead and len({one.place for one in others}) == 1:
            return others[0].place
        found = [one for one in others if not _is_denied(one, text)]
        if not found:
            return None
        rest = text
        for one in reversed(named):
            rest = f"{rest[: one.start]} {rest[one.end :]}"
        for name in ("corrections", "around_towns", "refusals"):
            rest = words.pattern(name).sub(" ", rest)
        left = words.own_words(rest) if is_asked else rest.strip(" .،,!؟?\u200c")
        return None if left else _joined(found)

    def as_province(self, text: str, place: Place) -> Place:
        """A place as «استان اصفهان» means it, where a text says that of all its names."""
        named = self.named(text)
        is_province = bool(named) and not any(one.place[1] for one in named)
        return (place[0], "") if is_province else place

    def in_province(self, text: str, province: str, before: str) -> Place | None:
        """The one town of a province that a text names; not what is called like that `before`."""
        found = {one.place for one in self.named(text) if one.place[0] == province}
        towns = {place for place in found if place[1] not in ("", province, before)}
        return towns.pop() if len(towns) == 1 else None

    def within(self, text: str, holder: Place) -> Place | None:
        """The town in `holder` that stands right before its name: «بهار همدان»."""
        some = self.named(text)
        for first, second in itertools.pairwise(some):
            between = words.pattern("around_towns").sub("", text[first.end : second.start])
            is_house = words.ends_with("houses", text[: first.start])
            is_beside = not (between.strip(" ،,\u200c") or is_house or _is_denied(first, text))
            province, town = first.place
            if is_beside and town and second.place == holder and province in ("", holder[0]):
                return (holder[0], town)
        return None

    def named(self, text: str) -> list[Town]:
        """All that may be a place, the longest name at each, in the order of the text."""
        found, spans, at = list[Town](), list(_WORD.finditer(text)), 0
        while at < len(spans):
            town = next(self._from(text, spans[at : at + _MOST_NAME]), None)
            if town is not None:
                found.append(town)
            at += 1
            while town is not None and at < len(spans) and spans[at].start() < town.end:
                at += 1
        return found

    def _from(self, text: str, some: Sequence[re.Match[str]]) -> Iterator[Town]:
        for last in reversed(some):
            start, end = some[0].start(), last.end()
            kind = _PROVINCE if _is_province(text[:start]) else _TOWN
            if words.ends_with("ways", text[:start]):
                return
            phrase = text[start:end]
            is_name = kind == _PROVINCE or words.own_words(phrase) or phrase == text.strip()
            if is_name and (place := self.called(phrase, kind)):
                yield Town(place, start, end)


def _is_province(before: str) -> bool:
    return before.rstrip().split()[-1:] in ([_PROVINCE], [f"{_PROVINCE}ش"])


def _is_denied(one: Town, text: str) -> bool:
    """«اهواز نه», «اهواز خودش نه», and behind «… هست نه»."""
    behind = words.pattern("selves").sub("", text[one.end :].lstrip(), count=1)
    is_behind = words.pattern("refusals").match(behind.lstrip()) is not None
    return is_behind or words.ends_with("denied_towns", text[: one.start])


def _joined(found: Sequence[Town]) -> Place | None:
    """The town of several names that lie in each other: «نور تو مازندران»."""
    towns = [one.place for one in found if one.place[1]]
    holders = {one.place[0] for one in found if one.place[0]}
    if not towns:
        return found[0].place
    province, town = towns[0]
    others = holders - {province}
    return (others.pop(), town) if not province and len(others) == 1 else (province, town)
