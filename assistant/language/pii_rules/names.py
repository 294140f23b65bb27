"""Names of people: by the list of names, together with the words that stand around them.

A single word of the list is no finding: many are everyday words, and streets, towns, agencies and
months are called so. Two names in a row, a title, «اسمم …», «من … هستم», kin or a signature make
one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .name_words import (
    AM,
    BEHIND_KIN,
    GENTLE,
    INNER,
    JOBS,
    NAMES,
    NO_NAME,
    NOT_A_PERSON,
    OF_A_PLACE,
    ONE_OF_MANY,
    OWN,
    POLITE,
    RELATIONS,
    SUFFIXES,
    THANKS,
    TITLES,
    key_of,
)
from .view import Found, View

_WORD = re.compile(r"[آ-ی]+(?:[\u200c_]+[آ-ی]+)*|[A-Za-z]+")
_JOIN = re.compile(r"[ \u200c_]{0,3}")
_FAMILY_END = re.compile(r"..+(?:زاده|نژاد|پور)|..+(?:zadeh|zade|pour|poor|nejad|nezhad)")
_FAMILY_END_TITLED = re.compile(
    r".{2,}(?:زاده|نژاد|پور|یان|فر|نیا|زاد|وند|لو|پناه|دوست|خواه|راد|تبار|منش|نسب|خانی|اللهی|ابادی)"
    r"|.{3,}(?:zadeh|zade|pour|poor|nejad|nezhad|ian|far|nia|vand|abadi)"
)
# «رضاست», «محمدی‌ام», «کریمیه»: what is glued to a name, the longest first.
_GLUED = ("هستم", "ست", "ام", "م", "ه", "س", "ش", "e", "am", "m")
_GLUE = re.compile("(.+?)(هستم|ست|ام|م|ه)")
_LEAST_STEM = 3
_INTRO = re.compile(
    r"(?:(?<![آ-ی])(?<!ثبت[ \u200c])(?:به|ب|با)?[\s\u200c]*"
    r"(?:اسم|نام|فامیل(?:ی|یه)?|نام[\s\u200c]*خانوادگی|اسم و فامیلی?)"
    r"(?:[\s\u200c]*(?:پدر|مادر|همسر|شوهر|پسر|دختر|بچه|فرزند|برادر|خواهر|بابا|مامان|نوزاد|متوفی"
    r"|صاحب حساب|صاحب سند|مالک|موجر|مستاجر|کارمند|مامور|متصدی|مدیر|رئیس|پزشک|وکیل"
    r"|کامل|شریف|کوچک|خانوادگی))?"
    r"(?:[\s\u200c]*(?:م|ام|ش|اش|مون|مان|شون|من|بنده|ایشون|ایشان|اینجانب|طرف|شخص|هم|یم|یش)(?![آ-ی]))*"
    r"|(?<![A-Za-z])(?:esm|nam|name|famil|famili|be name|be esme|my name is|esm o famil)"
    r"(?:am|im|em|ash|e)?(?: (?:man|pedaram|madaram|hamsaram|kamel|pedar|madar))?)"
    r"[\s\u200c]*(?P<mark>[:=؛،\-]*)[\s\u200c]*(?:(?:هست|اینه|است|ine|hast)[\s\u200c:]+)?\Z",
    re.I,
)
_ENDS = re.compile(
    r"[\s\u200c]*(?:\Z|[\n،,.؛;!؟?)(]|-|(?:هست|هستش|هستم|است|میباشد|می[\s\u200c]?باشد|ه|و|hast|ast|e|o)"
    r"(?![آ-یA-Za-z]))"
)
_IS = re.compile(r"[\s\u200c]+(?:هست|هستش|است|میباشد|hast|ast)(?![آ-یA-Za-z])[^؟?]*\Z")
_LATIN_INTRO = re.compile("esm|nam|famil", re.I)
_REACH = 48
_END = re.compile(r"[\s\u200c.!]*\Z")
_OWN_NAME = re.compile(
    r"(?:اسم|نام|فامیل|فامیلی|خانوادگی|esm|nam|famil)[\s\u200c]*"
    r"(?:م|ام|یم|من|بنده|am|im|(?:e )?man)(?![آ-ی])",
    re.I,
)
_MOST_WORDS = 5
_KIN_DOES = re.compile(
    r"[\s\u200c]*(?:دار|ندار|داشت|داد|ندا|می|نمی|کرد|شد|نشد|است|نیست|کن|dar|nadar|mi|nemi)"
)


class _Word(NamedTuple):
    start: int
    end: int
    key: str
    kinds: str
    """What it can be, as in `NAMES`, or `s` for a suffix, `i` for a word within names."""
    is_glued: bool = False
    """Whether something hangs on it: «کریمیه», «رضاست»."""


@dataclass(frozen=True)
class _Run:
    """Names side by side: `words[first:last]`."""

    words: "Sequence[_Word]"
    first: int
    last: int

    def before(self, steps: int = 1) -> str:
        """The word so many steps before the run, "" where a sentence begins between."""
        place = self.first - steps
        return self.words[place].key if place >= 0 else ""

    @property
    def kinds(self) -> "list[str]":
        return [word.kinds for word in self.words[self.first : self.last]]

    @property
    def after(self) -> str:
        return self.words[self.last].key if self.last < len(self.words) else ""


def names(view: View) -> Iterator[Found]:
    """Names of people, without their titles."""
    text = view.text
    words = [_word(match) for match in _WORD.finditer(text)]
    if not any(word.kinds or word.key in _TOLD for word in words):
        return
    found: list[Found] = []
    for run in _runs(text, words):
        if span := _name(text, run):
            found.append(span)
    found += _introduced(text, words)
    last = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


_TOLD = TITLES | OWN | {"اسمم", "نام", "اسم", "فامیلی", "فامیلیم", "نامم", "esmam"}


def _word(match: "re.Match[str]") -> _Word:
    start, end = match.span()
    key = key_of(match.group())
    kinds = _kinds(key)
    if not kinds and key not in NO_NAME and (glued := _GLUE.fullmatch(key)):
        stem = _kinds(glued[1])
        if set(stem) & set("GFs") and len(glued[1]) >= _LEAST_STEM:
            bare = match.group()[: -len(glued[2])].rstrip("\u200c_")
            return _Word(start, start + len(bare), glued[1], stem, is_glued=True)
    return _Word(start, end, key, kinds)


def _kinds(key: str) -> str:
    kinds = NAMES.get(key, "")
    if not kinds and _FAMILY_END.fullmatch(key):
        kinds = "F"
    return kinds + ("s" if key in SUFFIXES else "") + ("i" if key in INNER else "")


def _runs(text: str, words: "list[_Word]") -> "Iterator[_Run]":
    """The longest rows of names, with the words that stand within names."""
    i = 0
    while i < len(words):
        j = i
        while (
            j < min(len(words), i + _MOST_WORDS)
            and words[j].kinds
            and (j == i or _touch(text, words, j))
        ):
            j += 1
        if any(_is_name(word.kinds) for word in words[i:j]):
            yield _Run(words, i, j)
        i = max(j, i + 1)


def _is_name(kinds: str) -> bool:
    return any(kind in kinds for kind in "GgFf")


def _touch(text: str, words: "Sequence[_Word]", j: int) -> bool:
    return _JOIN.fullmatch(text, words[j - 1].end, words[j].start) is not None


def _near(text: str, words: "Sequence[_Word]", j: int) -> bool:
    """Whether nothing but a space or a mark stands before word `j`."""
    return (
        re.fullmatch(r"[ \u200c_.:،,\-]{0,4}", text[words[j - 1].end : words[j].start]) is not None
    )


def _name(text: str, run: _Run) -> "Found | None":
    words = run.words
    beside = run.before() if run.first and _near(text, words, run.first) else ""
    second = run.before(2) if beside and run.first > 1 and _near(text, words, run.first - 1) else ""
    if _is_called_after(beside, second) or (
        run.after in OF_A_PLACE and _touch(text, words, run.last)
    ):
        return None
    if _is_said_to_be_one(text, run, beside, second) or _is_row(run):
        return _span(run)
    return None


def _is_called_after(beside: str, second: str) -> bool:
    honoured = beside in TITLES - POLITE
    return beside in NOT_A_PERSON or (honoured and second in NOT_A_PERSON)


def _is_said_to_be_one(text: str, run: _Run, beside: str, second: str) -> bool:
    first, last = run.words[run.first], run.words[run.last - 1]
    sure = any(set(kinds) & set("GF") for kinds in run.kinds)
    if beside in TITLES or first.key in TITLES:
        if sure:
            return True
        is_told = beside in POLITE and second not in ONE_OF_MANY and first.key not in NO_NAME
        return is_told and not last.is_glued
    if beside in RELATIONS:
        is_given = "G" in first.kinds or ("g" in first.kinds and first.key not in BEHIND_KIN)
        return is_given and not ("G" not in first.kinds and _KIN_DOES.match(text, last.end))
    if beside in THANKS and sure and _END.match(text, last.end):
        return True
    if sure and _is_said_behind(text, run, beside):
        return True
    intro = _intro(text, first.start)
    return intro is not None and (
        sure or bool(intro["mark"]) or _OWN_NAME.search(intro.group()) is not None
    )


def _is_said_behind(text: str, run: _Run, beside: str) -> bool:
    """«… هستم», «مریم خانم», «اینجانب …»."""
    if beside in OWN and (beside not in ("من", "man") or run.words[run.last - 1].is_glued):
        return True
    if run.last >= len(run.words) or not _touch(text, run.words, run.last):
        return False
    return run.after in AM or (run.after in GENTLE and "G" in run.kinds[-1] + run.kinds[0])


def _is_row(run: _Run) -> bool:
    """A given name with a family name behind it, one of them sure."""
    kinds = run.kinds
    for i in range(len(kinds) - 1):
        given, rest = kinds[i], kinds[i + 1 :]
        sure_family = any("F" in kind or "s" in kind for kind in rest)
        if "G" in given and (sure_family or any("f" in kind for kind in rest)):
            return True
        if "g" in given and any("F" in kind and "G" not in kind for kind in rest):
            return True
    return False


def _span(run: _Run) -> Found:
    return run.words[run.first].start, run.words[run.last - 1].end


def _introduced(text: str, words: "list[_Word]") -> "Iterator[Found]":
    """What is called a name, or stands behind a title, though the list has it not or not so."""
    for i, word in enumerate(words):
        if word.key in NO_NAME or (i and _is_called_after(words[i - 1].key, "")):
            continue
        titled = i > 0 and words[i - 1].key in TITLES and _touch(text, words, i)
        if titled and not _of_a_place(words, i) and (stem := _stem(text, words, i)):
            yield stem
            continue
        intro = _intro(text, word.start)
        if intro is None and not (
            i and words[i - 1].key in OWN - {"من", "man"} and _near(text, words, i)
        ):
            continue
        is_own = intro is not None and _OWN_NAME.search(intro.group()) is not None
        if stem := _glued_to_known(word, "GFg" if is_own else "GF"):
            yield stem
        elif intro and not _is_name(word.kinds):
            is_told = bool(set(intro["mark"]) & set(":="))
            if (is_told or is_own) and (end := _row_end(text, words, i, is_told)):
                yield word.start, end


def _intro(text: str, start: int) -> "re.Match[str] | None":
    """What says right before a place that a name follows."""
    left = text[max(0, start - _REACH) : start]
    # Nearly no word has one of these before it, and looking for them costs next to nothing.
    may_be = "نام" in left or "اسم" in left or "فامیل" in left or _LATIN_INTRO.search(left)
    return _INTRO.search(left) if may_be else None


def _of_a_place(words: "list[_Word]", i: int) -> bool:
    return i > 1 and words[i - 2].key in NOT_A_PERSON


def _stem(text: str, words: "list[_Word]", i: int) -> "Found | None":
    """The name in a word behind a title: glued to something, with its ending, before a job."""
    word = words[i]
    if _is_name(word.kinds):
        return None
    has_job = words[i - 1].key in POLITE and i + 1 < len(words) and words[i + 1].key in JOBS
    is_free = word.key not in JOBS | TITLES and len(word.key) > 2
    if _FAMILY_END_TITLED.fullmatch(word.key) or (
        has_job and is_free and _touch(text, words, i + 1)
    ):
        return word.start, word.end
    return _glued_to_known(word)


def _glued_to_known(word: _Word, kinds: str = "GF") -> "Found | None":
    for glued in _GLUED:
        if word.key.endswith(glued) and set(NAMES.get(word.key[: -len(glued)], "")) & set(kinds):
            return word.start, word.end - len(glued)
    return None


def _row_end(text: str, words: "list[_Word]", i: int, is_told: bool) -> "int | None":
    """Where one to three words end that stand alone behind «نام:» or before «… هست»."""
    last = i
    while last + 1 < len(words) and last < i + 2 and _touch(text, words, last + 1):
        if words[last + 1].key in NO_NAME:
            break
        last += 1
    if any(word.key in NO_NAME | RELATIONS for word in words[i : last + 1]):
        return None
    behind = (_ENDS if is_told else _IS).match(text, words[last].end)
    return words[last].end if behind else None
