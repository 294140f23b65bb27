"""Half-spaces: joining what belongs together, one spelling for every compound."""

import re
from functools import cache, lru_cache

from .lexicon import ZWNJ, dictionary, domain_words, is_common, is_listed, normalizer
from .tables import read_map, read_words
from .tokens import LETTER, is_word, rewrite, split, word_fixer
from .verbs import formal_verb, is_verb, skeleton

_PLURALS = ("ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان")
_SPOKEN_PLURALS = ("هام", "هات", "هاش", "هامون", "هاتون", "هاشون", "هارو", "هامو", "هاشو")
_COMPARISON = ("تر", "ترین", "تری")
_AFTER_VOWEL = ("ام", "ات", "اش", "ای", "ایم", "اید", "اند")
_POSSESSIVE = ("مان", "تان", "شان", "مون", "تون", "شون", "م", "ت", "ش")
_NO_HOST = read_words("function_words.tsv")
_STRAY = re.compile(rf"(?<![{LETTER}]){ZWNJ}+|{ZWNJ}+(?![{LETTER}])|(?<={ZWNJ}){ZWNJ}+")

_EDGE = re.compile(rf"[A-Za-z0-9%][{LETTER}]|[{LETTER}][A-Za-z0-9]")


@cache
def compounds() -> dict[str, str]:
    """Skeleton of a compound → the spelling of the catalogue, else of hazm's dictionary."""
    table: dict[str, str] = {}
    for word, count in dictionary().items():
        bare = skeleton(word)
        if ZWNJ in word and count > 0 and dictionary().get(bare, 0) < count:
            table[bare] = word
    for word in domain_words():
        if ZWNJ in word:
            table[skeleton(word)] = word
    table |= {word: word for word in domain_words() if ZWNJ not in word and word in table}
    return {bare: word for bare, word in table.items() if _joinable(word)}


def _joinable(word: str) -> bool:
    parts = word.split(ZWNJ)
    return parts[0] not in _NO_HOST and parts[-1] not in ("که", "شده", "نشده", "است")


@lru_cache(maxsize=65536)
def join(left: str, right: str) -> str | None:
    """The one word that two neighbours are, or None when they are two words."""
    own = read_map("joined.tsv").get(f"{left} {right}")
    if own:
        return own
    joined = f"{left}{ZWNJ}{right}"
    if left in ("می", "نمی"):
        return joined if formal_verb(left + right) else None
    if left in _NO_HOST or len(left) < 2:
        return None
    belongs = _is_ending(left, right)
    if belongs is None:
        return _compound(left, right, joined)
    return joined if belongs else None


def _is_ending(left: str, right: str) -> bool | None:
    """Whether `right` is an ending of `left`; None when it is no ending at all."""
    after_h = left.endswith("ه")
    if right in _AFTER_VOWEL and after_h:
        return True
    if right in _PLURALS or right in _SPOKEN_PLURALS:
        return is_common(left) or not is_verb(left)
    if right in _COMPARISON:
        return is_listed(left) and not is_verb(left)
    if right in _POSSESSIVE or right in _AFTER_VOWEL or right in ("مو", "شو", "ی"):
        return is_listed(left) and _takes(left[-1], right)
    return None


def _takes(last: str, ending: str) -> bool:
    """Whether a word with this last letter takes the ending as a word of its own."""
    if ending in ("م", "ت", "ش", "ی"):
        return last == "ه"
    if ending in ("ام", "ات", "اش"):
        return last in "یاو"
    if ending in ("مو", "شو"):
        return last in "هی"
    return ending in _POSSESSIVE


def _compound(left: str, right: str, joined: str) -> str | None:
    """Compounds of the catalogue, and those that hazm's Normalizer joins."""
    if right in _NO_HOST or right in ("شده", "نشده") or is_verb(right):
        return None
    if joined in domain_words():
        return joined
    known = compounds().get(skeleton(joined))
    if known and ZWNJ in known and normalizer().token_spacing([left, right]) == [joined]:
        return known
    return None


@word_fixer
def respell(word: str) -> str:
    """One word in its one spelling: «ثبتنام» → «ثبت‌نام», «کتابها» → «کتاب‌ها»."""
    bare = skeleton(word)
    known = compounds().get(bare)
    if known and (ZWNJ in word or not is_common(word)):
        return known
    if f"ه{ZWNJ}ی" in word and word.endswith(f"ه{ZWNJ}ی"):
        return word[:-2]
    if ZWNJ in word or is_common(word) or formal_verb(word):
        return word
    for ending in (*_PLURALS, *_COMPARISON):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and is_common(stem):
            return f"{stem}{ZWNJ}{ending}"
    return word


def _joined_once(pieces: list[str]) -> list[str]:
    out: list[str] = []
    for piece in pieces:
        if len(out) > 1 and out[-1] == " " and is_word(piece) and is_word(out[-2]):
            joined = join(out[-2], piece)
            if joined:
                out.pop()
                out[-1] = joined
                continue
        out.append(piece)
    return out


def join_pieces(pieces: list[str]) -> list[str]:
    """Join neighbours until nothing joins any more."""
    while True:
        joined = _joined_once(pieces)
        if len(joined) == len(pieces):
            return joined
        pieces = joined


def clean_half_spaces(text: str) -> str:
    """Half-spaces only between two letters, never two; a space between a number and a word."""
    if ZWNJ in text:
        text = _STRAY.sub("", text)
    return text


def space(text: str) -> str:
    """The half-space step: clean, join, respell."""
    pieces = join_pieces(split(clean_half_spaces(text)))
    return "".join(rewrite(pieces, respell))


def part_numbers(text: str) -> str:
    """Put a space between a number and the word that touches it: «۲۰روزه» → «20 روزه»."""
    if not _EDGE.search(text):
        return text
    pieces = split(text)
    out: list[str] = []
    for piece in pieces:
        if out and _touch(out[-1], piece):
            out.append(" ")
        out.append(piece)
    return "".join(out)


def _touch(left: str, right: str) -> bool:
    if is_word(right):
        return (left[-1].isascii() and left[-1].isalnum()) or left[-1] == "%"
    return is_word(left) and right[0].isascii() and right[0].isalnum()
