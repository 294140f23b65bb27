"""What a message says of the topic of a complaint: another one, none, or that it is right."""

import re

from assistant.cases.terms import INDICATOR_FA, Indicator
from assistant.dialogue import words
from assistant.dialogue.draft import Draft
from assistant.dialogue.policy.wording import ASSENTS
from assistant.dialogue.understood import Piece, Understanding
from assistant.language.repair import repair

_TWO = 2
_PHRASE = re.compile(r"[.!؟?؛\n،,]+")
_OF_COMPLAINTS = tuple(one for one in Indicator if one is not Indicator.SUGGESTION)


def topic_named(heard: Understanding) -> str | None:
    """The topic that a message gives anew («موضوعش بی‌احترامی نیست، معطلیه»)."""
    if not words.has("fields", heard.text, "kind"):
        return None
    refused = _before_refusals(heard.text)
    said = words.own_words(heard.text) - refused
    shared = {one: len(_titled(one) & said) for one in _OF_COMPLAINTS}
    best = max(shared, key=lambda one: shared[one])
    return best.value if shared[best] else heard.indicator


def beside_topic(heard: Understanding) -> str:
    """A masked message without what speaks of the topic: from its name to the next mark.

    «موضوعش بی‌احترامی نیست، معطل کردنه» says behind the mark, too, which one it is.
    """
    parts = re.split(f"({_PHRASE.pattern})", heard.reading.masked)
    kept, is_refused = list[str](), False
    for phrase, mark in zip(parts[::2], [*parts[1::2], ""], strict=True):
        refuses = words.has("refusals", repair(phrase).text)
        rest = "" if is_refused and not refuses else _before_topic(phrase)
        is_refused = rest != phrase and refuses
        kept.append(f"{rest}{mark}" if rest else "")
    rest = "".join(kept)
    return "" if rest == heard.reading.masked else rest.strip(" ،,")


def _before_topic(phrase: str) -> str:
    """A phrase up to the name of the topic; nothing of one that only names topics."""
    found = words.pattern("fields", "kind").search(phrase)
    before = phrase[: found.start()] if found else phrase
    own = words.own_words(repair(before).text)
    titled = frozenset(word for one in _OF_COMPLAINTS for word in _titled(one))
    return "" if own <= titled and (found or own) else before


def beside_confirmed(heard: Understanding) -> str:
    """A masked message without the parts that say of a field that it is right; empty with none.

    «موضوعش درسته ولی بنویس بچه مریض داریم» wants no other topic.
    """
    confirmed = [one for one in heard.pieces if _confirms_field(one)]
    rest = heard.reading.masked
    for one in confirmed:
        rest = rest.replace(one.text, " ", 1)
    return rest.strip(" ،,.") if confirmed and words.own_words(repair(rest).text) else ""


def _confirms_field(piece: Piece) -> bool:
    names = any(words.has("fields", piece.plain, field) for field in words.named("fields"))
    return names and piece.command in ASSENTS and not words.has("dictates", piece.plain)


def wants_topic(draft: Draft, heard: Understanding) -> bool:
    """Whether another topic is wanted, and none of those that there are is given.

    «موضوعش را بگذار خاموشی معابر» begins with it; «این موضوع را هم بنویس» is for the text.
    """
    begins = words.pattern("fields", "kind").match(heard.text) is not None
    is_given = topic_named(heard) or refuses_topic(draft, heard.text)
    return begins and not is_given and not words.has("bribery", heard.text)


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
