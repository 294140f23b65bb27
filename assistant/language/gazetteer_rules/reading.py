"""Reads a text's names: the longest at each place, and what each means in its context."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from .cues import Context, lead, names_agency, names_place, wanted_label
from .folding import View
from .patterns import Meaning
from .places import Named, likeliest

PLACES = frozenset({"province", "county", "city"})
_MAX_WORDS = 400
_SURE_LENGTH = 4
_DWELLERS = frozenset({"من", "ما", "ساکن", "اهل", "اینجا"})
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
        view = View(tuple(self._bare(view.words, i) for i in range(len(view.words))), view.spans)
        spans = self._longest(view)
        ends, agency_end = dict(spans), -1
        for start, end in spans:
            place_after = self._is_sure_place(view, end, ends.get(end, end))
            context = _context(view, (start, end), start == agency_end, place_after)
            name = _name((start, end), self._meanings[view.words[start:end]], context)
            if name is None:
                continue
            yield name
            if name.label == "agency":
                agency_end = end
                if end - start > 1 and self._is_sure_place(view, end - 1, end):
                    inner = tuple(self._meanings[view.words[end - 1 : end]])
                    yield Name(end - 1, end, likeliest(inner, ""), lead=3, inner=True)

    def _bare(self, words: Sequence[str], index: int) -> str:
        """A word without «م» of «تهرانم» and «است» of «سراست», when a place surely is left."""
        word, before = words[index], words[index - 1] if index else ""
        if self._is_place((word,)) or ((word,) in self._meanings and before not in _PLACE_IS):
            return word
        # «رشتم» may be «رشته‌ام»: short names count only after «من» and the like.
        told = before in (_DWELLERS if word.endswith("م") else _PLACE_IS)
        for ending in ("م", "یم", "ست", "ه"):
            stem = word.removesuffix(ending)
            if stem == word or not stem:
                continue
            sure = told or (ending in _AM and len(stem) >= _SURE_LENGTH)
            two_words = ending == "ست" and before and self._is_place((before, stem))
            if two_words or (sure and self._is_place((stem,))):
                return stem
        return word

    def _is_place(self, name: tuple[str, ...]) -> bool:
        return any(m.label in PLACES and not m.cue for m in self._meanings.get(name, ()))

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


def _context(view: View, span: Span, after_agency: bool, place_after: bool) -> Context:
    (start, end), words = span, view.words
    return Context(
        before=words[start - 1] if start else "",
        after=words[end] if end < len(words) else "",
        next_after=words[end + 1] if end + 1 < len(words) else "",
        after_agency=after_agency,
        followed_by_place=place_after,
        alone=end - start == len(words),
    )


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
