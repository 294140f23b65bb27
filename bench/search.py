"""How long a search takes in a catalogue of any size, and how long the choice of a fact.

    python -m bench.search [--services N …] [--queries N]

A larger catalogue is grown from ours: of each copy of a service a third of the words is changed for
words of other services, and its vector is encoded anew. The question classifier knows a copy by the
weights of what it was copied from, and the questions that were asked of a service are asked of its
copies, too. Queries are needs that nothing was learnt from; each is timed once, on one core.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, groupby, islice
from pathlib import Path
from statistics import median, quantiles

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table
from scipy.sparse import csr_matrix, vstack

from assistant.dialogue.facts import FactQuery, FactRanker
from assistant.language.repair import repair
from assistant.loading import answered_questions, index_ingredients
from assistant.settings import PROJECT, get_settings
from knowledge.catalogue import Entry, load
from knowledge.features.answers import OWN as ANSWER_ENCODER
from knowledge.features.answers import AnswerEncoder
from knowledge.search.answered import AnsweredQuestions
from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.engine import Ingredients, SearchEngine, build_index
from knowledge.search.fusion import load_calibration
from knowledge.search.index import VectorStore
from knowledge.search.kept import Arrays, KeptArrays, words_as_array, words_of_array
from knowledge.search.questions import FOREIGN, ClassifierStore, QuestionClassifier

NEEDS = PROJECT / "tests" / "evaluation" / "services.jsonl"
_CHANGED = 3
"""One of so many words of a copy is another one."""
_BATCH, _LIKELY, _KNOWN, _SEED = 16, 15, 30, 128
console = Console(width=None if sys.stdout.isatty() else 110)


@dataclass(frozen=True)
class Grown:
    """A catalogue of some size, with all that a search in it needs."""

    entries: tuple[Entry, ...]
    engine: SearchEngine
    asked: AnsweredQuestions


def grown(ingredients: Ingredients, folder: Path, size: int) -> Grown:
    """Our catalogue and copies of its services, `size` in all; as it is where that is fewer."""
    own, texts = ingredients.catalogue.entries, ingredients.texts
    vectors = VectorStore(folder).load(texts, ingredients.encoder)
    classifier = ClassifierStore(folder).load(ingredients.classifier_key)
    kept = KeptArrays(folder / "answered.npz", folder / "answered.json").read()
    assert classifier is not None, "it was built before"
    assert kept is not None, "they were learnt before"
    origins = list(islice(cycle(range(len(own))), max(0, size - len(own))))
    entries = (*own, *(_copy(own[origin], place) for place, origin in enumerate(origins)))
    told = list(_changed([texts[origin] for origin in origins], texts))
    engine = SearchEngine(
        replace(ingredients.catalogue, entries=entries),
        np.concatenate([vectors, *_encoded(ingredients.encoder, told)]),
        [*texts, *told],
        _with_copies(classifier, entries, origins),
        load_calibration(),
    )
    pairs = zip(entries[len(own) :], (own[origin] for origin in origins), strict=True)
    copies = [(copy.service.id, origin.service.id) for copy, origin in pairs]
    return Grown(entries, engine, AnsweredQuestions(_asked_of(kept[0], copies)))


def _copy(entry: Entry, place: int) -> Entry:
    id_ = f"{entry.service.id}-{place}"
    return replace(entry, service=entry.service.model_copy(update={"id": id_}))


def _changed(copied: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    chance = random.Random(_SEED)
    known = [word for text in texts for word in text.split()]
    for text in copied:
        words = text.split()
        for place in chance.sample(range(len(words)), len(words) // _CHANGED):
            words[place] = chance.choice(known)
        yield " ".join(words)


def _encoded(encoder: Encoder, texts: Sequence[str]) -> Iterator[Vectors]:
    starts = range(0, len(texts), _BATCH)
    for start in track(starts, "services encoded", console=console, transient=True):
        yield encoder.documents(texts[start : start + _BATCH])


def _with_copies(
    classifier: QuestionClassifier, entries: Sequence[Entry], origins: Sequence[int]
) -> QuestionClassifier:
    """The classifier with a column for each copy, before those of needs and of «no service»."""
    arrays = classifier.arrays()
    known = len(entries) - len(origins)
    *needs, _ = others = words_of_array(arrays["services"])[known:]
    columns = [*range(known), *origins, *range(known, known + len(others))]
    return QuestionClassifier.of_arrays(
        {
            **arrays,
            "services": words_as_array([*(entry.service.id for entry in entries), *needs, FOREIGN]),
            "weights": np.ascontiguousarray(arrays["weights"][:, columns]),
            "bias": arrays["bias"][columns],
        }
    )


def _asked_of(arrays: Arrays, copies: Sequence[tuple[str, str]]) -> Arrays:
    """The questions that were asked, and again those of each service as those of its copy."""
    services, answers = (words_of_array(arrays[name]) for name in ("services", "answers"))
    parts = (arrays["values"], arrays["places"], arrays["starts"])
    width = len(words_of_array(arrays["characters"]))
    rows = csr_matrix(parts, shape=(len(services), width))
    of, first = dict[str, slice](), 0
    for service, some in groupby(services):
        of[service] = slice(first, first + len(list(some)))
        first = of[service].stop
    known = [(copy, of[origin]) for copy, origin in copies if origin in of]
    table = vstack([rows, *(rows[part] for _, part in known)]).tocsr()
    services += [copy for copy, part in known for _ in range(part.start, part.stop)]
    answers += [answer for _, part in known for answer in answers[part]]
    return {
        **arrays,
        "values": table.data,
        "places": table.indices,
        "starts": table.indptr,
        "services": words_as_array(services),
        "answers": words_as_array(answers),
    }


Measured = tuple[str, list[float]]
"""What was measured, and the milliseconds of each query."""


def timed(name: str, run: Callable[[str], object], texts: Sequence[str]) -> Measured:
    """The milliseconds of `run` for each text."""
    found = []
    for text in texts:
        start = time.perf_counter()
        run(text)
        found.append((time.perf_counter() - start) * 1000)
    return name, found


def measure(one: Grown, encoder: Encoder, texts: Sequence[str]) -> Iterator[Measured]:
    """Searches, and choices of a fact of a service that is known to be meant."""
    vectors = {text: encoder.query(text) for text in texts}
    yield timed("a search", lambda text: one.engine.search(text, vectors[text]), texts)
    chance = random.Random(_SEED)
    meant = {text: chance.sample(one.entries, _LIKELY) for text in texts}
    likely = {text: [entry.service.id for entry in found] for text, found in meant.items()}
    name = f"likeness to what was asked of {_LIKELY} services"
    yield timed(name, lambda text: one.asked.likest(likely[text], text), texts)
    ranker = FactRanker(AnswerEncoder(ANSWER_ENCODER), one.asked)
    name = "a fact of a service that nobody asked of lately"
    yield timed(name, lambda text: ranker.ranked(meant[text][0], FactQuery(text)), texts)
    others = dict(zip(texts, [*texts[1:], *texts[:1]], strict=True))
    name = "a fact of one that was asked of"
    for text in texts[:_KNOWN]:
        ranker.ranked(meant[text][0], FactQuery(text))
    known = texts[:_KNOWN]
    yield timed(name, lambda text: ranker.ranked(meant[text][0], FactQuery(others[text])), known)


def main() -> None:
    """Measure each size and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, nargs="+", default=[0, 5_000])
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args()
    settings, catalogue = get_settings(), load()
    ingredients = index_ingredients(settings, catalogue)
    build_index(ingredients, settings.index_dir)
    answered_questions(settings)
    lines = NEEDS.read_text(encoding="utf-8").splitlines()[: options.queries]
    texts = [repair(json.loads(line)["text"]).text for line in lines]
    table = Table(title=f"Milliseconds, {len(texts)} queries", title_justify="left")
    for heading in ("services", "", "median", "p95"):
        table.add_column(heading, justify="left" if heading in ("services", "") else "right")
    for size in options.services:
        one = grown(ingredients, settings.index_dir, size)
        for name, found in measure(one, ingredients.encoder, texts):
            cells = f"{median(found):.1f}", f"{quantiles(found, n=20)[-1]:.1f}"
            table.add_row(f"{len(one.entries):,}", name, *cells)
    console.print(table)


if __name__ == "__main__":
    main()
