"""What the words of a message say by themselves: features, evidence, and where its parts stand."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.cases.terms import KINDS
from knowledge.catalogue import Entry
from knowledge.search.lexical import stem

FILE = Path(__file__).parent / "words.fa.yml"
_WORD = re.compile(r"[^\W_]+")
_SHORT_ENDING = re.compile(r"(?:شان|ش|م)$")
_SENTENCE_END = r"[.!؟?؛\n]+"
_PHRASE_END = r"[،,.!؟?؛\n]+"
_ORDER_END = re.compile(r"[!؟?؛\n]+|[.،,]+(?!\d)")
_CLAUSE, _SHORT_CLAUSE, _MOST_CLAUSES = 18, 4, 5
"""Words from which a message is read clause by clause, and those of the shortest clause."""
_ORDINAL_WORDS = 7
_STOPS = re.compile(r"([.،,!؟?])\s+[.،,!]\s*")
_WISH = 5
"""Words behind an office in which the wish stands: «هم می‌خواهم شکایت کنم»."""


@cache
def _lists() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded | {"kinds": {kind.value: terms.called for kind, terms in KINDS.items()}}


@cache
def pattern(name: str, inside: str | None = None) -> re.Pattern[str]:
    """Any of the words listed under `name`, standing by themselves."""
    listed = _lists()[name][inside] if inside else _lists()[name]
    words = "|".join(part.strip() for part in listed.split("|"))
    return re.compile(rf"(?<![\w‌])(?:{words})(?![\w])")


def has(name: str, text: str, inside: str | None = None) -> bool:
    """Whether a repaired text has one of the words under `name`."""
    return pattern(name, inside).search(text) is not None


def ends_with(name: str, text: str) -> bool:
    """Whether one of the words under `name` is the last of a text."""
    return any(not text[one.end() :].strip() for one in pattern(name).finditer(text))


def named(name: str) -> tuple[str, ...]:
    """The names under which `name` lists words."""
    return tuple(_lists()[name])


def listed(name: str) -> dict[str, Any]:
    """All that stands under `name`, each under its own name."""
    found: dict[str, Any] = _lists()[name]
    return found


def has_only(name: str, text: str) -> bool:
    """Whether a repaired text has one of the words under `name`, and names nothing beside them."""
    return has(name, text) and not own_words(pattern(name).sub(" ", text))


def kinds_named(text: str) -> list[tuple[int, str]]:
    """Where a repaired text names kinds of cases, and which; not those that it takes back."""
    return [
        (match.start(), kind)
        for kind in named("kinds")
        for match in pattern("kinds", kind).finditer(text)
        if not pattern("taken_back").match(text[match.end() :].lstrip())
    ]


def each(name: str, text: str) -> Iterator[re.Match[str]]:
    """Where the words under `name` stand in a text."""
    return pattern(name).finditer(text)


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u200c", " ").replace("أ", "ا"))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_tokens(_lists()["everyday"]))


def _stem(word: str) -> str:
    # The stemmer would make «کار» of «کارت», which is the one word that half of all titles share.
    return word if word == "کارت" else stem(stem(word))


@lru_cache(maxsize=8192)
def own_words(text: str) -> frozenset[str]:
    """The stems of a repaired text that name a matter of its own («مدارکش چیست؟» has none)."""
    return frozenset(
        _stem(token)
        for token in _tokens(text)
        if not {token, _SHORT_ENDING.sub("", token)} & _everyday()
    )


@lru_cache(maxsize=2048)
def title_words(entry: Entry) -> frozenset[str]:
    """Stems of what a service is called."""
    return own_words(" ".join((entry.service.title, *entry.service.alternative_names)))


def ordinal(text: str, count: int) -> int | None:
    """Which of `count` things a short repaired text points to by number, from 0; else None."""
    words = text.strip(" .!؟?")
    if count == 0 or len(words.split()) > _ORDINAL_WORDS:
        return None
    if words in map(str, range(1, count + 1)):
        return int(words) - 1
    *numbers, last = _lists()["ordinals"]
    for place, pattern_ in enumerate(numbers[:count]):
        if re.search(rf"(?<!\w)(?:{pattern_})(?!\w)", words):
            return place
    return count - 1 if re.search(rf"(?<!\w)(?:{last})(?!\w)", words) else None


_VERB = (
    r"(?:هستم|هستیم|است|گفتم|پرسیدم|می‌خواهم|خواستم|دارم|بودم?|هست|می‌گویم|"
    r"منظورم|شدم|کردم|دادم|رفتم|گرفتم|نوشتم|زدم)"
)
_NOT_THE_LATTER = re.compile(rf"({_VERB})،? نه(?: به)? (?:[^\s،,.!؟?]+ ?){{1,3}}")
_NOT_THE_FORMER = re.compile(
    r"(?:[^\s،,.!؟?]+ ){0,3}[^\s،,.!؟?]+(?: را)?،? (?<!یا )(?:نه|نیست|نبود)(?![\w‌])"
)


_ANY = r"[^\s،,.!؟?]+"
_MARK = "(?: (?:را|رو|که))?"


@cache
def _refused() -> re.Pattern[str]:
    """«پاسپورت را ول کنید», «دزدی چیست», «بی‌خیالِ ضامن.» with what it is said of."""
    before = rf"(?:{_ANY} ){{0,3}}?{_ANY}{_MARK}،? {pattern('not_wanted').pattern}"
    behind = rf"{pattern('leaves').pattern}(?: {_ANY}){{0,3}}{_MARK}(?=[.،,!؟?])"
    return re.compile(f"{before}|{behind}")


def kept(text: str, *, refuses: bool = False) -> str:
    """A repaired text without what it takes back: «تأمین اجتماعی نه، بازنشستگی کشوری».

    With `refuses` also without what it does not want («دزدی چیه داداش، پلیس گرفته»), as far as it
    says more than that.
    """
    left = _NOT_THE_LATTER.sub(r"\1 ", text)
    left = left if left != text else _NOT_THE_FORMER.sub(" ", text)
    if refuses and own_words(rest := _refused().sub(" ", left)):
        left = rest
    left = left.strip(" ،,.!؟?")
    return left if own_words(left) else text


def pieces(text: str) -> list[str]:
    """The parts of a text as typed: its sentences, and what stands behind «اینم بنویس»."""
    marked = pattern("lead_ins").sub(lambda match: f"\n{match[0]}", text)
    parts = (part.strip(" ،,") for part in re.split(_SENTENCE_END, marked))
    return [part for part in parts if part]


def complains_of(text: str, start: int, end: int) -> bool:
    """Whether a wish to complain is against what stands there: «از اداره برق هم شاکی‌ام»."""
    behind_it = " ".join(text[end:].split()[:_WISH])
    is_from = text[:start].split()[-1:] == ["از"]
    return is_from and (has("grievances", behind_it) or has("wishes_to_file", behind_it))


def names_only(text: str, entry: Entry) -> bool:
    """Whether a repaired text is a service's name and what is asked of it: «مدارک سوءپیشینه»."""
    rest = text
    for aspect in named("aspects"):
        rest = pattern("aspects", aspect).sub(" ", rest)
    titles = " ".join((entry.service.title, *entry.service.alternative_names))
    tokens = {_stem(token) for token in _tokens(rest)}
    return bool(tokens) and tokens <= {_stem(token) for token in _tokens(titles)}


def without_name_wish(text: str) -> str:
    """What a message says beside the wish that its writer's name is not told; else empty."""
    rest = pattern("name_wishes").sub(" ", text).strip(" ،,.!\n")
    # «توش. اسمم نباشه. چند روزه؟» had a stop on each side of it.
    rest = _STOPS.sub(r"\1 ", rest)
    return rest if rest != text.strip(" ،,.!\n") and own_words(rest) else ""


def behind(name: str, text: str) -> str:
    """What a repaired text says behind the last words of this kind; empty where it has none."""
    *_, last = [None, *pattern(name).finditer(text)]
    return text[last.end() :].strip(" ،,:.") if last else ""


def aspects_named(text: str) -> list[str]:
    """The aspects that a repaired text has a word for."""
    return [name for name in named("aspects") if has("aspects", text, name)]


def is_marked(part: str, text: str) -> bool:
    """Whether a question mark follows a part of a text."""
    return bool(re.search(rf"{re.escape(part)}\s*[؟?]", text))


def asked(text: str) -> list[str]:
    """The sentences of a repaired text that ask, where it has several; at most the last two."""
    parts = re.split(r"(?<=[.!؟?؛\n])\s+", text)
    asks = [part for part in parts if "؟" in part or has("questions", part)]
    return asks[-2:] if len(parts) > 1 else []


def phrases(text: str) -> list[str]:
    """What stands between the marks of a text."""
    return [part for part in re.split(_PHRASE_END, text) if part.strip()]


def orders(text: str) -> list[str]:
    """The parts of what is said about a text that is written: each may want another change."""
    marked = pattern("closers").sub(lambda match: f"\n{match[0]}\n", text)
    marked = re.sub(rf"\sو\s(?={pattern('dictates').pattern}\s\S)", "\n", marked)
    marked = pattern("objections").sub("\n", marked)
    if agreed := pattern("agreements").search(marked):
        # «ثبتش کن فقط بنویس یکشنبه رفتم» agrees and adds.
        adds = re.compile(rf"\s(?=(?:فقط\s)?{pattern('dictates').pattern}\s\S+\s\S)")
        marked = marked[: agreed.end()] + adds.sub("\n", marked[agreed.end() :], count=1)
    numbers = "|".join(_lists()["number_words"].values())
    counted = rf"{pattern('amounts').pattern}(?=\s(?:\S+\s)?(?:\d|{numbers}))"
    marked = re.sub(counted, lambda match: f"\n{match[0]}", marked)
    parts = (part.strip(" ،,") for part in _ORDER_END.split(marked))
    return [part for part in parts if part]


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a long repaired text, at most five, the last ones kept; none of a short."""
    if len(text.split()) < _CLAUSE:
        return ()
    marked = re.sub(rf"(?<=\S) (?={pattern('connectors').pattern})", "\n", text)
    parts = [part.strip(" ،,") for part in re.split(_SENTENCE_END, marked)]
    parts = [piece for part in parts for piece in _pieces(part)]
    joined: list[str] = []
    for part in parts:
        if joined and min(len(part.split()), len(joined[-1].split())) < _SHORT_CLAUSE:
            joined[-1] = f"{joined[-1]} {part}"
        elif part:
            joined.append(part)
    return tuple(joined[-_MOST_CLAUSES:]) if len(joined) > 1 else ()


def _pieces(part: str) -> list[str]:
    """A run-on clause in windows, as people who speak into the telephone write."""
    words = part.split()
    if len(words) <= 2 * _CLAUSE:
        return [part]
    return [" ".join(words[at : at + _CLAUSE]) for at in range(0, len(words), _CLAUSE)]
