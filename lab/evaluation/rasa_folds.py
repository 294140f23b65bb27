"""How well the Rasa pipeline tells acts, indicators and lines: k-fold, or on a test file.

    .venv-rasa/bin/python -m lab.evaluation.rasa_folds
    .venv-rasa/bin/python -m lab.evaluation.rasa_folds --train train.tsv --test test.tsv

Builds the pipeline's own components. TSV files hold a text and an intent a line.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_yaml_file
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from assistant.rasa.components.act_classifier import ActClassifier
from assistant.rasa.components.label_scorer import LabelScorer
from assistant.rasa.components.ngram_featurizer import NgramFeaturizer
from assistant.rasa.components.repair_component import RAW_TEXT, RepairComponent
from assistant.rasa.components.sublabel_classifier import SUBLABELS, SublabelClassifier, part_of
from lab.evaluation.labelled import SPLIT_FILE, read_labelled


@dataclass(frozen=True)
class JudgedExample:
    """One held-out example and the pipeline's labels for it; parts are `-` for none."""

    text: str
    register: str
    act: str
    part: str
    told_act: str
    confidence: float
    told_part: str

    @property
    def right(self) -> bool:
        """Whether the act is right."""
        return self.act == self.told_act


def figures_of(judged: Sequence[JudgedExample]) -> Iterator[tuple[str, float]]:
    """Names of figures and their values, shares between 0 and 1."""
    yield "examples", len(judged)
    acts, told = [j.act for j in judged], [j.told_act for j in judged]
    yield "accuracy", _share([j.right for j in judged])
    yield "macro-F1", float(f1_score(acts, told, average="macro"))
    for act in ("complain", "emergency"):
        own = [j.right for j in judged if j.act == act]
        if own:
            yield f"{act} recall", _share(own)
    for act in sorted({j.act for j in judged if j.part != "-"}):
        parts = [j.part == j.told_part for j in judged if j.act == act and j.part != "-"]
        yield f"part of {act}", _share(parts)
    for register in sorted({j.register for j in judged} - {""}):
        yield f"accuracy {register}", _share([j.right for j in judged if j.register == register])
    yield "calibration error", _calibration_error(judged)


def _share(flags: Sequence[bool]) -> float:
    return float(np.mean(flags))


def _calibration_error(judged: Sequence[JudgedExample], bins: int = 10) -> float:
    """Expected calibration error: how far confidence and accuracy are apart, on average."""
    confidence = np.array([j.confidence for j in judged])
    right = np.array([j.right for j in judged])
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[bin_of == b].mean() - right[bin_of == b].mean()) * (bin_of == b).mean()
        for b in range(bins)
        if (bin_of == b).any()
    ]
    return float(sum(gaps))


def show(figures: dict[str, float], judged: Sequence[JudgedExample], confusions: int) -> None:
    """Print figures, the most frequent confusions, and what a threshold keeps."""
    for name, value in figures.items():
        print(f"{name:28} {value:.4f}" if isinstance(value, float) else f"{name:28} {value}")
    wrong = Counter((j.act, j.told_act) for j in judged if not j.right)
    for (act, told), count in wrong.most_common(confusions):
        print(f"{count:5} {act} → {told}")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        kept = [j.right for j in judged if j.confidence >= threshold]
        share = len(kept) / len(judged)
        print(f"confidence ≥ {threshold}: {share:.3f} kept, {_share(kept):.4f} right")


Examples = list[Message]


def main() -> None:
    """Parse arguments, measure, print; `--json` writes the figures too."""
    options = _options()
    started = time.perf_counter()
    if options.train:
        train, test = (_repaired(_read_tsv(p)) for p in (options.train, options.test))
        judged = list(_judge(train, test, options))
    else:
        examples = _repaired(load_data(options.data).intent_examples)
        judged = list((_along_split if options.split else _cross_validate)(examples, options))
    figures = dict(figures_of(judged))
    figures["seconds"] = time.perf_counter() - started
    show(figures, judged, options.confusions)
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), "utf-8")
    if options.errors:
        rows = [vars(j) for j in judged if not j.right or j.part != j.told_part]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        options.errors.write_text(text, "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="nlu_data/nlu", help="Rasa NLU file or folder")
    parser.add_argument("--train", type=Path, help="TSV to train on, instead of folds")
    parser.add_argument("--test", type=Path, help="TSV to test on")
    parser.add_argument("--opinion", type=Path, help="folder of a label encoder, for --test")
    parser.add_argument(
        "--split", type=Path, help="folder of `dastyar evaluate folds`: its folds and encoders"
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--confusions", type=int, default=15, help="how many to print")
    parser.add_argument(
        "--config", type=Path, help="Rasa configuration whose settings of the classifiers count"
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--errors", type=Path, help="write wrong examples here, JSON lines")
    options = parser.parse_args()
    if bool(options.train) != bool(options.test):
        parser.error("--train and --test belong together")
    if options.opinion and not options.test:
        parser.error("--opinion knows its training sentences, so it needs a --test of others")
    return options


def _read_tsv(path: Path) -> Examples:
    return [Message.build(text, intent) for text, intent in read_labelled(path)]


def _repaired(examples: Examples) -> Examples:
    # As messages: training data would lose a text that is there twice, and a test counts it twice.
    return RepairComponent().process(examples)


def _cross_validate(examples: Examples, options: argparse.Namespace) -> Iterator[JudgedExample]:
    folds = StratifiedKFold(options.folds, shuffle=True, random_state=options.seed)
    labels = _learnable([str(e.get_full_intent()) for e in examples], options.folds)
    for train, held in folds.split(examples, labels):
        yield from _judge([examples[i] for i in train], [examples[i] for i in held], options)


def _along_split(examples: Examples, options: argparse.Namespace) -> Iterator[JudgedExample]:
    """Folds as they were split, each with the encoder that has not seen it."""
    fold_of = json.loads((options.split / SPLIT_FILE).read_text("utf-8"))
    for fold in sorted(set(fold_of.values())):
        options.opinion = options.split / str(fold)
        known = [e for e in examples if fold_of[e.get(RAW_TEXT)] != fold]
        held = [e for e in examples if fold_of[e.get(RAW_TEXT)] == fold]
        yield from _judge(known, held, options)


def _learnable(labels: Sequence[str], folds: int) -> list[str]:
    """Labels to stratify by; parts rarer than the folds go by their act."""
    counts = Counter(labels)
    return [label if counts[label] >= folds else label.partition("/")[0] for label in labels]


def _judge(train: Examples, held: Examples, options: argparse.Namespace) -> Iterator[JudgedExample]:
    # Copies: classifiers overwrite the intent, and folds must not see each other's n-grams.
    known, asked = ([_copy(e) for e in part] for part in (train, held))
    if options.opinion:
        LabelScorer(options.opinion.resolve()).process(asked)
    with tempfile.TemporaryDirectory() as folder:
        for component in _trainable(Path(folder), options):
            component.train(TrainingData(known))
            if isinstance(component, NgramFeaturizer):
                component.process(known)
            component.process(asked)
    for right, told in zip(held, asked, strict=True):
        yield _judged(right, told)


def _trainable(
    folder: Path, options: argparse.Namespace
) -> list[NgramFeaturizer | ActClassifier | SublabelClassifier]:
    storage = LocalModelStorage.create(folder)
    made = []
    for kind in (NgramFeaturizer, ActClassifier, SublabelClassifier):
        config = _settings_of(kind, options.config)
        context = ExecutionContext(GraphSchema({}), node_name=kind.__name__)
        made.append(kind.create(config, storage, Resource(kind.__name__), context))
    return made


def _settings_of(kind: type, config: Path | None) -> dict[str, Any]:
    """What a Rasa configuration sets for a component; nothing without a file."""
    pipeline = read_yaml_file(config)["pipeline"] if config else []
    name = f"{kind.__module__}.{kind.__name__}"
    found = [dict(part) for part in pipeline if part["name"] == name]
    return {key: value for part in found for key, value in part.items() if key != "name"}


def _copy(example: Message) -> Message:
    return Message(data=dict(example.data), features=list(example.features))


def _judged(right: Message, told: Message) -> JudgedExample:
    metadata = right.get("metadata") or {}
    act = right.get(INTENT)
    return JudgedExample(
        text=right.get(RAW_TEXT),
        register=(metadata.get("intent") or {}).get("register", ""),
        act=act,
        part=part_of(right),
        told_act=told.get(INTENT)["name"],
        confidence=told.get(INTENT)["confidence"],
        told_part=(told.get(SUBLABELS).get(act) or {}).get("name") or "-",
    )


if __name__ == "__main__":
    main()
