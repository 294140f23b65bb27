"""What a citizen means who takes something back: «نه، منظورم تأمین اجتماعی بود»."""

import re
from dataclasses import dataclass

import numpy as np

from actions.base import Turn
from actions.vocabulary import own_words, own_words_of, title_words
from knowledge.catalogue import Entry
from knowledge.search.engine import Hit

_PLAINLY = r"منظورم|اشتباه (?:شد|گفتم|کردم|فهمید|نوشتم)"
_MARK = re.compile(
    rf"{_PLAINLY}|(?:^|[ ،,.])(?:نه|نخیر|خیر)(?=[ ،,.!])|عوضی گفتم"
    r"|(?:این|آن) را نمی‌گویم|نبود|این نیست"
)
_PLAIN_MARK = re.compile(_PLAINLY)
_MOST_WORDS = 12
_PEOPLE = frozenset(
    own_words(
        "خودم خودش خودمان همسر همسرم زن زنم شوهر شوهرم مادر مادرم مامان مامانم پدر پدرم بابام "
        "پسر پسرم دختر دخترم بچه بچه‌ام فرزند فرزندم برادر برادرم داداشم خواهر خواهرم نوه نوه‌ام "
        "مادربزرگ مادربزرگم پدربزرگ پدربزرگم عمو عمویم دایی دایی‌ام خاله خاله‌ام عمه عمه‌ام عروس "
        "عروسم داماد دامادم دوست دوستم همکار همکارم همسایه همسایه‌ام"
    )
)
_BEFORE = re.compile(
    r"(?:^|[،,.!] ?|(?<!\w)(?:نه|وای|آخ|اوه|عه|اه) )(?P<no>(?!نه )[^\s،,.!]+(?: [^\s،,.!]+){0,2})"
    r" (?:نه(?=[ ،,.!]|$)|نبود|نیست)"
)
_AFTER = re.compile(r"(?:بود|است|هست|خواهم|گویم|گفتم|دارم)،? نه (?P<no>[^،,.]+)$")
_QUESTION_WEIGHT = 0.5
"""How much of the earlier question stays in what is searched after a correction, of 1."""
_LIKENESS = 0.05
"""Added for each word of the title that the service taken back has too."""
_CLEAR_LEAD = 0.05
_SHOWN = 3


@dataclass(frozen=True)
class Correction:
    """The words that count now, and those that were taken back."""

    kept: str
    refused: tuple[str, ...]


def correction_in(text: str) -> Correction | None:
    """The correction that a repaired text is, or None."""
    if not _MARK.search(text) or len(text.split()) > _MOST_WORDS:
        return None
    refused = tuple(
        words
        for pattern in (_AFTER, _BEFORE)
        for match in pattern.finditer(text)
        if (words := match["no"].strip()) and len(own_words(words)) == len(words.split())
    )
    kept = _without(text, refused)
    return Correction(kept, refused) if own_words(kept) else None


def takes_back_plainly(text: str) -> bool:
    """Whether a repaired text says outright that something else was meant."""
    return bool(_PLAIN_MARK.search(text))


def is_for_another_person(correction: Correction) -> bool:
    """Whether all that is put right is for whom it is («برای خانمم نه، برای مادرم»)."""
    return set(own_words(correction.kept)) <= _PEOPLE


def corrected(turn: Turn, correction: Correction, wrong: Entry | None) -> tuple[Hit, ...]:
    """The services meant now, best first: one when it is clear, at most three when not."""
    read = turn.context.reader.read
    now = read(" ".join(own_words_of(correction.kept)))
    entries = turn.context.catalogue.entries
    agencies = set(now.mentions.agency_ids) & {entry.agency.id for entry in entries}
    refused = set(own_words(" ".join(correction.refused)))
    scores = np.zeros(len(entries))
    if own_words(now.unnamed):
        scores += now.evidence.fused
    if own_words(question := _without(turn.slot("question") or "", correction.refused)):
        scores += _QUESTION_WEIGHT * read(question).evidence.fused
    if wrong:
        # «صدور گذرنامه» put right by «گواهینامه» is still about a first issue.
        like = set(own_words(wrong.service.title)) - refused
        scores += [_LIKENESS * len(like & title_words(entry)) for entry in entries]
    named = set(own_words(now.unnamed))
    allowed = [
        number
        for number, entry in enumerate(entries)
        if (entry.agency.id in agencies if agencies else entry is not wrong)
        and not (refused and refused <= title_words(entry))
    ]
    # What is named now must be in its name, if it is in any.
    allowed = [n for n in allowed if named & title_words(entries[n])] or allowed
    best = sorted(allowed, key=lambda number: -scores[number])[:_SHOWN]
    hits = tuple(Hit(entries[number], float(scores[number])) for number in best)
    return hits[:1] if _is_clear(hits) else hits


def _without(text: str, parts: tuple[str, ...]) -> str:
    for part in parts:
        text = text.replace(part, " ")
    return text


def _is_clear(hits: tuple[Hit, ...]) -> bool:
    return len(hits) < 2 or hits[0].score - hits[1].score >= _CLEAR_LEAD
