"""Build the word tables of the repair from the catalogue's and the training data's texts.

    python -m assistant.language.repair.build_words --texts FILE... --places FILE...
    python -m assistant.language.repair.build_words --sentences nlu_data/nlu/*.yml

Texts are read as plain text (YAML, Markdown, …): every Persian word counts, addresses do not.
Place files are CSV with the name in the second column. Sentences are the lines of a YAML list
that begin with a hyphen. A table is written anew, in `data/`, when its files are given.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .characters import drop_marks, unify_digits, unify_unicode
from .finglish import finglish_words
from .lexicon import dictionary
from .tables import DATA, latin_words, read_map
from .verbs import imperfective, skeleton

_ZWNJ = "\u200c"
_WORD = re.compile(rf"[آ-ی]+(?:{_ZWNJ}[آ-ی]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SENTENCE = re.compile(r"^ *- (?!(?:intent|rule|action|active_loop):)(.+)$", re.MULTILINE)
_LETTERS_ONLY = re.compile(r"[آ-ی]{2,}")


def words_of(text: str) -> Iterable[str]:
    """Persian words of a text in their canonical spelling."""
    for line in text.splitlines():
        clean = drop_marks(unify_digits(unify_unicode(_ADDRESS.sub(" ", line))))
        yield from (word for word in _WORD.findall(clean) if len(word) > 1)


def count_words(files: Iterable[Path]) -> Counter[str]:
    """How often each word occurs in the files."""
    counts: Counter[str] = Counter()
    for file in files:
        counts.update(words_of(file.read_text(encoding="utf-8")))
    return counts


def place_words(files: Iterable[Path]) -> set[str]:
    """The words of place names (a name of two words gives two words)."""
    words: set[str] = set()
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                if len(row) > 1:
                    words.update(_LETTERS_ONLY.findall(drop_marks(unify_unicode(row[1]))))
    return words


def _is_written_language(word: str, count: int) -> bool:
    """Whether a word is not one of speech, which the catalogue has as other names of services."""
    bare = skeleton(word)
    if bare in read_map("colloquial.tsv") or imperfective().get(bare, word) != word:
        return False
    known = dictionary()
    return not (
        count < 3 and word.endswith("م") and (word[:-1] in known or word[:-1] + "ه" in known)
    )


def _write(name: str, head: str, rows: Iterable[str]) -> None:
    (DATA / name).write_text("\n".join([f"# {head}", *rows]) + "\n", encoding="utf-8")


def latin_spellings(files: Iterable[Path]) -> set[str]:
    """Finglish words of the sentences that `finglish.tsv` does not have."""
    found: set[str] = set()
    for file in files:
        for line in _SENTENCE.findall(file.read_text(encoding="utf-8")):
            found.update(word.lower() for word in finglish_words(unify_unicode(line)))
    return found - latin_words().keys()


def _write_domain_words(files: list[Path]) -> None:
    counts = count_words(files)
    counts = Counter({word: n for word, n in counts.items() if _is_written_language(word, n)})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    _write("domain_words.tsv", "word of the catalogue\tcount", (f"{w}\t{n}" for w, n in ranked))


def main() -> None:
    """Write `domain_words.tsv`, `places.tsv`, `latin_seen.tsv`."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("texts", "places", "sentences"):
        parser.add_argument(f"--{name}", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    if options.texts:
        _write_domain_words(options.texts)
    if options.places:
        _write("places.tsv", "words of place names", sorted(place_words(options.places)))
    if options.sentences:
        spellings = sorted(latin_spellings(options.sentences))
        _write("latin_seen.tsv", "Finglish words of our sentences, not in finglish.tsv", spellings)


if __name__ == "__main__":
    main()
