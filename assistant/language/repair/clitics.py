"""Endings of speech on nouns → written forms: «پاسپورتمو» → «پاسپورتم را», «هزینه‌ش» → «هزینه‌اش».

Nothing happens to a word that a dictionary knows; the stem must be a word in real use.
"""

import re
from collections.abc import Callable

from .fixing import WordFixer, rewrite
from .lexicon import ZWNJ, dictionary, domain_words, is_common, is_listed, names, verb_forms
from .tables import read_words
from .tokens import kinds_of, split, text_of
from .verbs import is_verb

_FORMAL = {"م": "م", "ت": "ت", "ش": "ش", "مون": "مان", "تون": "تان", "شون": "شان"}
_PERSON = r"(?P<person>مون|تون|شون|م|ت|ش)"
_OBJECT = re.compile(rf"(?P<stem>.+?){ZWNJ}?{_PERSON}(?:و|{ZWNJ}و|رو)")
_PLURAL = re.compile(
    rf"(?P<stem>.+?)(?:{ZWNJ}?(?P<ha>ها){ZWNJ}?|ا)"
    rf"(?:{_PERSON}|(?P<tail>یی|ی))?(?P<object>و|رو)?"
)
_OWNED = re.compile(rf"(?P<stem>.+?)(?P<joint>{ZWNJ}?){_PERSON}")
_SPOKEN_AN = re.compile(r"(?P<start>.{2,})ون(?P<end>ی|ه|م|ت|ش|)")
_STEMS = read_words("function_words.tsv")
_FREQUENT, _OFTEN = 50_000, 300_000


@WordFixer
def written_noun(word: str) -> str:
    """The written form of a noun with the endings of speech, or the word itself."""
    after_h = f"ه{ZWNJ}" in word
    known = is_common(word)
    if (known and not after_h) or len(word) < 3 or word in names() or is_verb(word):
        return word
    owned = _owned_after_h(word) if after_h else None
    if owned or known:
        return owned or word
    rules = _RULES.get(word[-1], ())
    return next((found for rule in rules if (found := rule(word))), word)


def _noun(stem: str) -> bool:
    return len(stem) > 1 and stem not in _STEMS and is_common(stem) and not is_verb(stem)


def _frequent(stem: str) -> bool:
    known = stem in domain_words() or dictionary().get(stem, 0) >= _FREQUENT
    return known and len(stem) > 2 and stem not in _STEMS


def _possessed(stem: str, person: str) -> str:
    """A noun with a possessive ending in its written spelling."""
    if stem.endswith("ه") and stem[-2:-1] not in ("ا", "و"):
        joint = f"{ZWNJ}ا" if len(person) == 1 else ZWNJ
        return stem + joint + _FORMAL[person]
    return stem + _FORMAL[person]


def _host(stem: str) -> str | None:
    """The noun behind a stem of speech, which drops a final «ه» («شناسنامم»)."""
    if _noun(stem):
        return stem
    return stem + "ه" if len(stem) > 3 and not is_common(stem) and _noun(stem + "ه") else None


def _rare(word: str, stem: str) -> bool:
    """Whether a listed word should stay: its stem is not much more frequent."""
    return is_listed(word) and stem not in domain_words() and dictionary().get(stem, 0) < _OFTEN


def _with_object(word: str) -> str | None:
    match = _OBJECT.fullmatch(word)
    host = _host(match["stem"]) if match else None
    if not match or not host or (len(host) < 3 and host not in domain_words()):
        return None
    return f"{_possessed(host, match['person'])} را"


def _plural(word: str) -> str | None:
    match = _PLURAL.fullmatch(word)
    if not match or not _frequent(match["stem"]):
        return None
    if not match["ha"] and not _spoken_plural(word, match):
        return None
    person = f"ی{_FORMAL[match['person']]}" if match["person"] else match["tail"] or ""
    return f"{match['stem']}{ZWNJ}ها{person}" + (" را" if match["object"] else "")


def _spoken_plural(word: str, match: "re.Match[str]") -> bool:
    """Whether «ا» alone stands for «ها»: not in «امکانات», «خواهشا», «بابا»."""
    stem = match["stem"]
    if match["person"] == "ت" or stem.endswith("ه"):
        return False
    return not is_listed(word) and not is_listed(stem + "ا")


def _owned_after_h(word: str) -> str | None:
    match = _OWNED.fullmatch(word)
    if match and match["joint"] and match["stem"].endswith("ه"):
        return _possessed(match["stem"], match["person"])
    return None


def _plain_owned(word: str) -> str | None:
    match = _OWNED.fullmatch(word)
    host = _host(match["stem"]) if match else None
    if not match or not host or (len(match["person"]) == 1 and host == match["stem"]):
        return None
    return _possessed(host, match["person"])


def _bare_object(word: str) -> str | None:
    for ending in ("رو", "و"):
        stem = word[: -len(ending)].rstrip(ZWNJ)
        if (
            word.endswith(ending)
            and len(stem) > len(ending) + 1
            and _frequent(stem)
            and not _rare(word, stem)
        ):
            return f"{stem} را"
    return None


def _copula(word: str) -> str | None:
    """«سالشه» → «سالش است», «مشکله» → «مشکل است»."""
    match = _OWNED.fullmatch(word[:-1]) if word.endswith("ه") else None
    if match and len(match["person"]) == 1 and _frequent(match["stem"]):
        return f"{_possessed(match['stem'], match['person'])} است"
    stem = word[:-1].rstrip(ZWNJ)
    if stem + "یه" in domain_words() and word.endswith("ه"):
        return stem + "یه"
    if not word.endswith("ه") or _rare(word, stem) or stem[-1] == "ه" or _is_participle(word):
        return None
    if _frequent(stem):
        return f"{stem} است"
    return None


def _is_participle(word: str) -> bool:
    """«برداشته», «درآمده»: a participle behind a prefix."""
    return any(
        word.startswith(prefix) and word[len(prefix) :] in verb_forms()
        for prefix in ("بر", "در", "باز", "وا", "فرا", "فرو", "پیش", "پس")
    )


def _with_an(word: str) -> str | None:
    """The vowel of speech: «مهمونی» → «مهمانی»."""
    match = _SPOKEN_AN.fullmatch(word)
    if not match or (match["end"] == "ه" and match["start"].endswith("گ")):
        return None
    stem = match["start"] + "ان" + ("ه" if match["end"] == "ه" else "")
    return match["start"] + "ان" + match["end"] if _frequent(stem) else None


_RULES: dict[str, tuple[Callable[[str], str | None], ...]] = {
    "و": (_with_object, _plural, _bare_object),
    "ا": (_plural,),
    "ی": (_plural, _with_an),
    "ه": (_copula, _with_an),
    **dict.fromkeys("نمتش", (_plural, _plain_owned, _with_an)),
}
"""Last letter of a word → what its ending may be."""


def noun_endings(text: str) -> str:
    """The clitics step; «کارمنده گفت» is «the clerk», not «is a clerk»."""
    if written_noun.leaves(kinds_of(text)):
        return text
    pieces = split(text)
    for i, piece in enumerate(pieces[:-2]):
        if piece.endswith("ه") and is_verb(pieces[i + 2]) and pieces[i + 1] == " ":
            written = written_noun(piece)
            if written.endswith(" است"):
                pieces[i] = written.removesuffix(" است")
    return text_of(rewrite(pieces, written_noun))
