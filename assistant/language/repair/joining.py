"""Two neighbours that are one word: «می خواهم», «خانه ها», «ثبت نام»."""

from collections.abc import Iterator, Sequence
from functools import cache

from .lexicon import ZWNJ, dictionary, domain_words, is_common, is_listed, verb_forms
from .tables import read_map, read_words
from .tokens import is_word
from .verbs import formal_verb, is_verb, skeleton

PLURALS = ("ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان")
COMPARISON = ("تر", "ترین", "تری")
_SPOKEN_PLURALS = ("هام", "هات", "هاش", "هامون", "هاتون", "هاشون", "هارو", "هامو", "هاشو")
_AFTER_VOWEL = ("ام", "ات", "اش", "ای", "ایم", "اید", "اند")
_POSSESSIVE = ("مان", "تان", "شان", "مون", "تون", "شون", "م", "ت", "ش")
_DERIVING = ("گر", "گری")
_ENDINGS = frozenset(
    [*PLURALS, *_SPOKEN_PLURALS, *COMPARISON, *_AFTER_VOWEL, *_POSSESSIVE, "مو", "شو", "ی"]
)
_NO_HOST = read_words("function_words.tsv")
_MI = frozenset(["می", "نمی"])


@cache
def compounds() -> dict[str, str]:
    """Skeleton of a compound → the spelling of the catalogue, else of hazm's dictionary."""
    table: dict[str, str] = {}
    for word, count in dictionary().items():
        if ZWNJ in word and count > 0 and dictionary().get(skeleton(word), 0) < count:
            table[skeleton(word)] = word
    for word in domain_words():
        if ZWNJ in word:
            table[skeleton(word)] = word
    table |= {word: word for word in domain_words() if ZWNJ not in word and word in table}
    return {bare: word for bare, word in table.items() if _joinable(word)}


def _joinable(word: str) -> bool:
    parts = word.split(ZWNJ)
    return parts[0] not in _NO_HOST and parts[-1] not in ("که", "شده", "نشده", "است")


def joins_in(pieces: Sequence[str]) -> bool:
    """Whether a text may hold two words that `join` makes one."""
    second = _second_words()
    for i, piece in enumerate(pieces):
        if piece in second and i > 1 and pieces[i - 1] == " " and join(pieces[i - 2], piece):
            return True
        if piece in _MI:
            return True
    return False


def join_pieces(pieces: list[str]) -> list[str]:
    """Join neighbours until nothing joins any more."""
    while True:
        joined = _joined_once(pieces)
        if len(joined) == len(pieces):
            return joined
        pieces = joined


def _joined_once(pieces: list[str]) -> list[str]:
    out: list[str] = []
    second = _second_words()
    for piece in pieces:
        if len(out) > 1 and out[-1] == " " and (piece in second or out[-2] in _MI):
            joined = join(out[-2], piece)
            if joined and is_word(piece) and is_word(out[-2]):
                out[-2:] = [joined]
                continue
        out.append(piece)
    return out


def join(left: str, right: str) -> str | None:
    """The one word that two neighbours are, or None when they are two words."""
    known = _pairs().get(f"{left} {right}")
    if known:
        return known
    joined = f"{left}{ZWNJ}{right}"
    if left in _MI:
        return joined if formal_verb(left + right) else None
    if left in _NO_HOST or len(left) < 2:
        return None
    if right in _DERIVING:
        return _compound(left, right, joined)
    return joined if right in _ENDINGS and _is_ending(left, right) else None


@cache
def _second_words() -> frozenset[str]:
    """Whatever `join` may take behind a word, but a verb behind «می»."""
    return _ENDINGS.union(_DERIVING, (pair.split(" ")[-1] for pair in _pairs()))


@cache
def _pairs() -> dict[str, str]:
    """Two words that are one, with a space between them → its spelling."""
    known = (word for word in (*dictionary(), *domain_words(), *verb_forms()) if ZWNJ in word)
    pairs = {
        f"{left} {right}": _compound(left, right, word)
        for word in known
        for left, right in _halves(word)
        if left not in _NO_HOST | _MI and len(left) > 1 and right not in _ENDINGS
    }
    return {pair: one for pair, one in pairs.items() if one} | read_map("joined.tsv")


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """The parts of a word before and behind each half-space."""
    end = word.find(ZWNJ)
    while end > 0:
        yield word[:end], word[end + 1 :]
        end = word.find(ZWNJ, end + 1)


def _is_ending(left: str, right: str) -> bool:
    """Whether `right`, an ending, is the ending of `left`."""
    if right in _AFTER_VOWEL and left.endswith("ه"):
        return True
    if right in PLURALS or right in _SPOKEN_PLURALS:
        return is_common(left) or not is_verb(left)
    if right in COMPARISON:
        return is_listed(left) and not is_verb(left)
    return is_listed(left) and _takes(left[-1], right)


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
    return known if known and ZWNJ in known and _hazm_joins(left, right, joined) else None


def _hazm_joins(left: str, right: str, joined: str) -> bool:
    """What `Normalizer.token_spacing` of hazm does with two words."""
    if joined in verb_forms() or dictionary().get(joined, 0) > 0:
        return True
    return right in _DERIVING and left in dictionary()
