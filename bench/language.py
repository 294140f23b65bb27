"""How good language repair is on public data, beside doing nothing, hazm and rishe.

    python bench/language.py --colloquial F.jsonl --spelling F.jsonl --finglish F.jsonl [--json OUT]

Files are JSON lines: `{"colloquial", "fixed_words"}`, `{"wrong", "correct"}`, `{"finglish", "fa"}`.
Any of them may be left out. rishe is measured when it is installed. Figures are shares of 1;
words are compared by their letters, without half-spaces, for every system alike.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.language.formal import formal
from assistant.language.repair import repair, warm_up
from assistant.language.repair.lexicon import canonical_letters

System = Callable[[str], str]
_WORD = re.compile(r"[\w\u200c']+")


def _repaired(text: str, spelling: bool) -> str:
    return repair(text, spelling=spelling).text


def systems() -> dict[str, System]:
    """Name → function from text to text."""
    from hazm.normalizer import Normalizer

    found: dict[str, System] = {
        "nothing": lambda text: text,
        "hazm": Normalizer().normalize,
        "ours, no spelling": partial(_repaired, spelling=False),
        "ours": partial(_repaired, spelling=True),
        "ours, formal": formal,
    }
    try:
        rishe = import_module("rishe")
    except ImportError:
        return found
    pipeline = rishe.Pipeline()
    found["rishe formal"] = lambda text: str(pipeline(text).formal_text)
    found["rishe spelling"] = lambda text: str(pipeline.spell_correct(text))
    return found


def words(text: str, joint: str = "") -> list[str]:
    """The words of a text by their letters; `joint` replaces a half-space."""
    plain = canonical_letters(text).replace("ه\u200cی ", "ه ")
    return _WORD.findall(plain.replace("\u200c", joint))


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def colloquial(run: System, rows: list[dict[str, str]]) -> dict[str, float]:
    """Similarity of words to the formal version, and the share of sentences that are equal."""
    similarity = equal = 0.0
    for row in rows:
        got, want = words(run(row["colloquial"])), words(row["fixed_words"])
        similarity += SequenceMatcher(None, got, want, autojunk=False).ratio()
        equal += "".join(got) == "".join(want)
    return {"similarity": similarity / len(rows), "equal": equal / len(rows)}


def spelling(run: System, rows: list[dict[str, str]]) -> dict[str, float]:
    """Sentences right, errors mended, and right words spoilt (per 100 words)."""
    exact = mended = errors = spoilt = right = 0
    for row in rows:
        wrong, want = Counter(words(row["wrong"], " ")), Counter(words(row["correct"], " "))
        got = Counter(words(run(row["wrong"]), " "))
        exact += got == want
        missing = want - wrong
        errors += missing.total()
        mended += (missing & got).total()
        kept = want & wrong
        right += kept.total()
        spoilt += (kept - got).total()
    return {
        "exact": exact / len(rows),
        "mended": mended / max(errors, 1),
        "spoilt_per_100": 100 * spoilt / max(right, 1),
    }


def finglish(run: System, rows: list[dict[str, str]]) -> dict[str, float]:
    """Share of words written exactly as in the list."""
    right = sum("".join(words(run(row["finglish"]))) == "".join(words(row["fa"])) for row in rows)
    return {"accuracy": right / len(rows)}


def speed(run: System, texts: list[str]) -> dict[str, float]:
    """Milliseconds a message, each seen for the first time."""
    times = []
    for text in texts:
        start = time.perf_counter()
        run(text)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {"p50_ms": times[len(times) // 2], "p95_ms": times[int(len(times) * 0.95)]}


MEASURES: dict[str, Callable[[System, list[dict[str, str]]], dict[str, float]]] = {
    "colloquial": colloquial,
    "spelling": spelling,
    "finglish": finglish,
}


def main() -> None:
    """Measure every system on the given files and print one table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in MEASURES:
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    warm_up()
    result: dict[str, dict[str, Any]] = {}
    for name, measure in MEASURES.items():
        path = getattr(options, name)
        if path is None:
            continue
        rows = _rows(path)
        key = next(iter(rows[0].keys() & {"colloquial", "wrong", "finglish"}))
        print(f"\n{name}: {path.name}, {len(rows)} rows")
        for title, run in systems().items():
            figures = measure(run, rows) | speed(run, [row[key] for row in rows])
            result.setdefault(name, {})[title] = figures
            shown = "  ".join(f"{label} {value:.3f}" for label, value in figures.items())
            print(f"  {title:<20} {shown}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
