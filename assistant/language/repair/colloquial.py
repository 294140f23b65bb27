"""Words of speech → words of writing: verbs, frequent words, «رو» for «را»."""

from functools import cache

from .fixing import WordFixer, rewrite
from .tables import read_map, read_rows, read_words
from .tokens import is_word, kinds_of, split, text_of
from .verbs import formal_verb, infinitives, is_verb, skeleton

_NOT_BEFORE_RA = read_words("function_words.tsv") - read_words("objects.tsv")
_BEFORE_TO, _AFTER_TO = (frozenset(row[0].split()) for row in read_rows("around_to.tsv"))
_CLAUSE_STARTS = read_words("clause_starts.tsv")
_LETTER_WORDS = {"ب": "به", "ک": "که", "ی": "یک"}
_STATES = {"قطعه": "قطع است", "خرابه": "خراب است", "زیاده": "زیاد است", "مشخصه": "مشخص است"}
_THIS = frozenset(["وسیله", "ترتیب", "منظور", "صورت", "معنا", "معنی", "جهت", "طریق", "شرح", "گونه"])
_IN_CONTEXT = frozenset(["رو", "تو", "بدین", *_STATES, *_LETTER_WORDS])
_NOT_AFTER_RU = frozenset(["شد", "شدم", "شدن", "کرد", "کردم", "کردن"])


@WordFixer
def written_word(word: str) -> str:
    """The written form of one word of speech, or the word itself."""
    return read_map("colloquial.tsv").get(skeleton(word), word)


@WordFixer
def written_verb(word: str) -> str:
    """The formal form of a verb, or the word itself."""
    return formal_verb(word) or word


def colloquial_words(text: str) -> str:
    """Frequent words of speech («اگه», «واسه», «چیکار»); «رو» for «را», «تو» for «در»."""
    kinds = kinds_of(text)
    if kinds.isdisjoint(_IN_CONTEXT) and written_word.leaves(kinds):
        return text
    pieces = rewrite(split(text), written_word)
    written = [
        _in_context(piece, pieces, i) if piece in _IN_CONTEXT else piece
        for i, piece in enumerate(pieces)
    ]
    return text_of(written)


def colloquial_verbs(text: str) -> str:
    """Verbs of speech, and verbs written without half-space."""
    kinds = kinds_of(text)
    if kinds.isdisjoint(_infinitives()) and written_verb.leaves(kinds):
        return text
    pieces = rewrite(split(text), written_verb)
    return text_of(_they_did(pieces))


def _in_context(piece: str, pieces: list[str], i: int) -> str:
    before = pieces[i - 2] if i > 1 and pieces[i - 1] == " " else ""
    after = pieces[i + 2] if i + 2 < len(pieces) and pieces[i + 1] == " " else ""
    if piece == "رو":
        return "را" if _is_object_marker(before, after) else piece
    if piece == "تو":
        return "در" if _is_in(before, after) else piece
    if piece == "بدین":
        return piece if after in _THIS else "بدهید"
    if piece in _STATES:
        return _STATES[piece] if not is_word(after) or is_verb(after) else piece
    stands_free = is_word(after) and (is_word(before) or i == 0) and len(after) > 1
    return _LETTER_WORDS[piece] if stands_free else piece


def _is_object_marker(before: str, after: str) -> bool:
    if not before or before in _NOT_BEFORE_RA or after in _NOT_AFTER_RU:
        return False
    return is_word(before) or before[-1].isalnum() or before[-1] == "]"


def _is_in(before: str, after: str) -> bool:
    """«تو» before a noun is «in», not «you»."""
    if before in _BEFORE_TO or after in _AFTER_TO or not is_word(after):
        return False
    return not is_verb(after)


@cache
def _infinitives() -> frozenset[str]:
    """Infinitives with and without ن."""
    return infinitives() | {f"ن{word}" for word in infinitives()}


def _they_did(pieces: list[str]) -> list[str]:
    """«… را دزدیدن», «جواب ندادن» at the end of a clause: they did, not an infinitive."""
    if _infinitives().isdisjoint(pieces):
        return pieces
    seen_object = False
    for i, piece in enumerate(pieces):
        seen_object = seen_object or piece == "را"
        negated = piece.startswith("ن") and piece[1:] in infinitives()
        if negated or (seen_object and piece in infinitives()):
            after = next((p for p in pieces[i + 1 :] if p != " "), "")
            if not is_word(after) or after in _CLAUSE_STARTS:
                pieces[i] = piece + "د"
    return pieces
