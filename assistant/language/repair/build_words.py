"""Build the word tables of the repair from the catalogue's own texts.

    python -m assistant.language.repair.build_words --texts FILE... --places FILE...

Texts are read as plain text (YAML, Markdown, …): every Persian word counts, addresses do not.
Place files are CSV with the name in the second column. Both tables land in `data/`.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .characters import drop_marks, unify_digits, unify_unicode
from .lexicon import dictionary
from .tables import DATA, read_map
from .verbs import imperfective, skeleton

_ZWNJ = "\u200c"
_WORD = re.compile(rf"[آ-ی]+(?:{_ZWNJ}[آ-ی]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
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


def main() -> None:
    """Write `domain_words.tsv` and `places.tsv`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", nargs="+", type=Path, required=True)
    parser.add_argument("--places", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    counts = count_words(options.texts)
    counts = Counter({word: n for word, n in counts.items() if _is_written_language(word, n)})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    _write("domain_words.tsv", "word of the catalogue\tcount", (f"{w}\t{n}" for w, n in ranked))
    _write("places.tsv", "words of place names", sorted(place_words(options.places)))


if __name__ == "__main__":
    main()
