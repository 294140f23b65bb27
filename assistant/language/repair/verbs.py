"""Verb forms as spoken, or without half-space → the formal form.

The tables are keyed by *skeletons*: the letters of a form without half-space or space, so that
«میخوام», «می‌خوام» and «می خوام» are one entry. Words that are nouns as well are left out of them
(`not_verbs.tsv`) unless they were written with the half-space that only a verb has.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from .lexicon import ZWNJ, is_common, present_stems, verb_forms
from .tables import read_rows, read_words

_FORMAL = ("م", "ی", "د", "یم", "ید", "ند")
_FORMAL_PAST = ("م", "ی", "", "یم", "ید", "ند")
_PREFIXES = (("می", f"می{ZWNJ}"), ("نمی", f"نمی{ZWNJ}"))
_OUTER = ("بر", "در", "باز", "وا", "فرا")
_CLITICS = {"م": "م", "ت": "ت", "ش": "ش", "مون": "مان", "تون": "تان", "شون": "شان"}
_CLITICS |= {formal: formal for formal in ("مان", "تان", "شان")}
_Forms = Iterator[tuple[str, str]]


def skeleton(word: str) -> str:
    """The letters of a word alone."""
    return word.replace(ZWNJ, "").replace(" ", "")


def _present_endings(spoken: str) -> _Forms:
    """Endings after a present stem of speech, and the formal endings they stand for."""
    yield from ((ending, ending) for ending in _FORMAL if ending != "د")
    yield from (("د" if spoken[-1] in "اآو" else "ه", "د"), ("ین", "ید"), ("ن", "ند"))


def _past_endings() -> _Forms:
    yield from zip(_FORMAL_PAST, _FORMAL_PAST, strict=False)
    yield from (("ین", "ید"), ("ن", "ند"))


def _rows() -> list[tuple[str, str, str]]:
    return [(row[0], row[1], row[2]) for row in read_rows("verbs.tsv")]


@cache
def _spoken_imperfective() -> dict[str, str]:
    table: dict[str, str] = {}
    for tense, spoken, stem in _rows():
        endings = list(_present_endings(spoken) if tense == "present" else _past_endings())
        for written, prefix in _PREFIXES:
            table |= {written + spoken + a: prefix + stem + b for a, b in endings}
    return table


@cache
def imperfective() -> dict[str, str]:
    """Skeletons with می or نمی → formal forms; nouns that look the same are not in it."""
    prefixes = tuple(prefix for _, prefix in _PREFIXES)
    table = {skeleton(form): form for form in verb_forms() if form.startswith(prefixes)}
    table |= _spoken_imperfective()
    table |= {skeleton(form): form for form in _spoken_imperfective().values()}
    dropped = read_words("not_verbs.tsv")
    return {form: formal for form, formal in table.items() if form not in dropped}


@cache
def other_forms() -> dict[str, str]:
    """Spoken forms with ب or ن, and spoken past forms → formal forms, unless a word in use."""
    dropped = read_words("not_verbs.tsv")
    table: dict[str, str] = {}
    for tense, spoken, stem in _rows():
        forms = _subjunctive(spoken, stem) if tense == "present" else _simple_past(spoken, stem)
        for written, formal in forms:
            if written != formal and written not in dropped and not is_common(written):
                table[written] = formal
    outputs = set(table.values())
    return {form: formal for form, formal in table.items() if form not in outputs}


def _glided(stem: str) -> str:
    """A stem behind the prefix ب or ن: «آور» → «یاور», «انداز» → «ینداز»."""
    if stem[0] == "آ":
        return "یا" + stem[1:]
    return "ی" + stem[1:] if stem[0] == "ا" and len(stem) > 1 else stem


def _glides_of_speech(spoken: str) -> set[str]:
    if spoken[0] == "آ":
        return {"یا" + spoken[1:]}
    if spoken[0] == "ا":
        return {"ی" + spoken, "ی" + spoken[1:] if len(spoken) > 1 else "یا"}
    return {spoken}


def _subjunctive(spoken: str, stem: str) -> _Forms:
    for ending, formal in _present_endings(spoken):
        for letter in "بن":
            for start in _glides_of_speech(spoken):
                yield letter + start + ending, letter + _glided(stem) + formal


def _simple_past(spoken: str, stem: str) -> _Forms:
    endings = [pair for pair in _past_endings() if pair[0] != "ن"]
    endings += [("ن", "ن"), ("ه", "ه"), (f"ه{ZWNJ}ام", f"ه{ZWNJ}ام")]
    for ending, formal in endings:
        yield spoken + ending, stem + formal
        for start in _glides_of_speech(spoken) | ({"یومد"} if spoken == "اومد" else set()):
            if spoken[0] in "اآ" or spoken != stem:
                yield "ن" + start + ending, "ن" + _glided(stem) + formal
            elif ending == "ین":
                yield "ن" + spoken + ending, "ن" + stem + formal


@lru_cache(maxsize=65536)
def formal_verb(word: str) -> str | None:
    """The formal form of a verb form, an object clitic kept («می‌گیرنش»); None when it is no verb.

    A form with بر, در, … becomes two words: «برمیگرده» → «بر می‌گردد».
    """
    bare = skeleton(word)
    found = _look_up(bare, word)
    if found or len(bare) < 6 or not bare.startswith(("می", "نمی")) or is_common(word):
        return found
    for clitic, formal in _CLITICS.items():
        host = imperfective().get(bare[: -len(clitic)]) if bare.endswith(clitic) else None
        if host and (host[-1] in "مدی"):
            return host + formal
    return None


def _look_up(bare: str, word: str) -> str | None:
    if bare.startswith(("می", "نمی")):
        found = imperfective().get(bare)
        if found is None and word.startswith((f"می{ZWNJ}", f"نمی{ZWNJ}")):
            found = _spoken_imperfective().get(bare)
        return found or other_forms().get(bare)
    for outer in _OUTER if bare.startswith(_OUTER) else ():
        if bare.startswith(outer):
            inner = bare[len(outer) :]
            if inner.startswith(("می", "نمی")) and inner in imperfective():
                return f"{outer} {imperfective()[inner]}"
    return other_forms().get(bare)


def is_verb(word: str) -> bool:
    """Whether the word, as written, is a form that some verb has."""
    return word in verb_forms() or formal_verb(word) is not None or word in imperatives()


@cache
def infinitives() -> frozenset[str]:
    """Past stem and ن: an infinitive in writing, «they did» in speech."""
    return frozenset(stem + "ن" for tense, _, stem in _rows() if tense == "past")


@cache
def imperatives() -> frozenset[str]:
    """Present stems of hazm's verbs behind ب or ن: «بپرس», «ننویس»."""
    return frozenset(letter + _glided(stem) for stem in present_stems() for letter in "بن")
