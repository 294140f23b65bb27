"""Reads a text's names: the longest at each place, and what each means in its context."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from .cues import SURE, Context, lead, names_agency, names_place, wanted_label
from .folding import View
from .patterns import Meaning
from .places import Named, likeliest

PLACES = frozenset({"province", "county", "city"})
_MAX_WORDS = 400
_SURE_LENGTH = 4
_OF = frozenset({"ساکن", "اهل", "بچه", "مقیم", "متولد"})
_DWELLERS = _OF | {"من", "ما", "اینجا"}
_WITHIN = frozenset({"در", "تو", "توی"})
_EARLIER, _LATER = 3, 4
_AM = ("م", "یم")
_PLACE_IS = frozenset({"شهر", "شهرم", "شهرش", "شهرمان", "شهرشان", "محل", "محلش", "جایش", "مکانش"})
Span = tuple[int, int]


@dataclass(frozen=True)
class Name:
    """A name in a text: the span of its words, and what it may mean, the likeliest first.

    `lead`: how surely a place is the one meant (see cues). `inner`: it stands inside another name.
    """

    start: int
    end: int
    meanings: Named
    lead: int = 0
    inner: bool = False

    @property
    def label(self) -> str:
        """The label of the likeliest meaning."""
        return self.meanings[0].label


class Reader:
    """Finds names with spaCy's PhraseMatcher; `meanings` are keyed by a name's folded words."""

    def __init__(self, meanings: Mapping[tuple[str, ...], Sequence[Meaning]]) -> None:
        self._meanings = meanings
        self._vocab = spacy.blank("fa").vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._matcher.add("name", [Doc(self._vocab, list(words)) for words in meanings])

    def names(self, view: View) -> Iterator[Name]:
        """Names in the order of the text; `inner` ones follow the one that holds them."""
        given = view.words
        view = View(tuple(self._bare(given, i) for i in range(len(given))), view.spans)
        spans = self._longest(view)
        ends, agency_end, place_end = dict(spans), -1, 0
        for start, end in spans:
            meanings = self._meanings[view.words[start:end]]
            context = Context(
                # «شهر» of «تازه‌شهر سلماس» says nothing of سلماس.
                earlier=_clause(view.words[max(place_end, start - _EARLIER) : start][::-1])[::-1],
                later=_clause(view.words[end : end + _LATER]),
                after_agency=start == agency_end,
                followed_by_place=self._is_sure_place(view, end, ends.get(end, end)),
                within=self._lies_in_next(meanings, view, end, ends),
                told=given[end - 1].removeprefix(view.words[end - 1]) in _AM,
                alone=end - start == len(given),
            )
            name = _name((start, end), meanings, context)
            if name is None:
                continue
            yield name
            if name.label in PLACES:
                place_end = end
            if name.label == "agency":
                agency_end = end
                if end - start > 1 and self._is_sure_place(view, end - 1, end):
                    inner = tuple(self._meanings[view.words[end - 1 : end]])
                    yield Name(end - 1, end, likeliest(inner, ""), lead=SURE, inner=True)

    def _bare(self, words: tuple[str, ...], index: int) -> str:
        """A word without «م» of «تهرانم» and «است» of «سراست», when a place surely is left."""
        word, before = words[index], words[index - 1] if index else ""
        if self._is_place((word,)) or ((word,) in self._meanings and before not in _PLACE_IS):
            return word
        # «رشتم» may be «رشته‌ام»: short names count only after «من» and the like.
        told = before in (_DWELLERS if word.endswith("م") else _PLACE_IS)
        # «تو کاشانه» is of Kashan only where nothing follows: «تو کاشانه ما» is a home.
        ends_there = (before in _WITHIN or self._is_agency(before)) and not _clause(
            words[index + 1 : index + 2]
        )
        for ending in ("م", "یم", "ست", "ه"):
            stem = word.removesuffix(ending)
            if stem == word or not stem:
                continue
            is_long = len(stem) >= _SURE_LENGTH
            sure = told or (is_long and (ending in _AM or (ending == "ه" and ends_there)))
            # «صومعه سراست», «نجف آبادیم»
            two_words = ending != "ه" and before and self._is_place((before, stem))
            if two_words or (sure and self._is_place((stem,))):
                return stem
            # «من شهریارم» is a name of a person, «اهل شهریارم» is not.
            if ending in _AM and before in _OF and self._is_place((stem,), "", "ordinary"):
                return stem
        return word

    def _is_agency(self, word: str) -> bool:
        return any(m.label == "agency" for m in self._meanings.get((word,), ()))

    def _is_place(self, name: tuple[str, ...], *cues: str) -> bool:
        return any(
            m.label in PLACES and m.cue in (cues or ("",)) for m in self._meanings.get(name, ())
        )

    def _lies_in_next(
        self, meanings: Sequence[Meaning], view: View, end: int, ends: Mapping[int, int]
    ) -> bool:
        """Whether the next name is of a place in whose province this one lies."""
        after = end
        while view.words[after : after + 1] in (("،",), ("استان",)):
            after += 1
        holders = self._meanings.get(view.words[after : ends.get(after, after)], ())
        provinces = {p for m in holders if m.label in PLACES and not m.cue for p in m.provinces}
        return any(
            m.label in PLACES and m.cue and not provinces.isdisjoint(m.provinces) for m in meanings
        )

    def _longest(self, view: View) -> list[Span]:
        if not view.words:
            return []
        matches = self._matcher(Doc(self._vocab, list(view.words[:_MAX_WORDS])))
        spans: list[Span] = []
        for _, start, end in sorted(matches, key=lambda match: (match[1] - match[2], match[1])):
            if all(end <= s or e <= start for s, e in spans):
                spans.append((start, end))
        return sorted(spans)

    def _is_sure_place(self, view: View, start: int, end: int) -> bool:
        return self._is_place(view.words[start:end])


def _clause(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to the first mark."""
    return tuple(itertools.takewhile(str.isalnum, words))


def _name(span: Span, meanings: Sequence[Meaning], context: Context) -> "Name | None":
    """What a name means here: an agency, else a place, else a document, else nothing."""
    for meaning in meanings:
        if meaning.label == "agency" and names_agency(meaning.cue, context):
            return Name(*span, (meaning,))
    places = [m for m in meanings if m.label in PLACES and names_place(m.cue, context)]
    named = likeliest(places, wanted_label(context))
    if named:
        return Name(*span, named, lead=lead(context))
    document = next((m for m in meanings if m.label == "document"), None)
    return Name(*span, (document,)) if document else None
