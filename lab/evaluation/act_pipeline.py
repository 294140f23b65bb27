"""Measures the whole act pipeline: in folds of our own sentences, or on texts that are not ours.

The encoder is trained here; the pipeline itself runs in Rasa's environment.
"""

import json
import random
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.progress import Progress

from assistant.language.repair import repair
from assistant.settings import PROJECT, get_settings
from assistant.supervisor.rasa_model import rasa_environment
from knowledge.features.sentences import MODEL_FILE
from lab.evaluation.labelled import SPLIT_FILE, read_labelled
from lab.training.labels import labelled_sentences

Labelled = Sequence[tuple[str, str]]
_SEED = 1


def evaluate_folds(folder: Path, folds: int, save_to: Path | None) -> int:
    """Measure in `folds` folds; the exit status. `folder` keeps split and encoders.

    Each encoder takes minutes. What `folder` already holds is not made again, so a run that was
    ended goes on where it was; for changed sentences, give an empty folder.
    """
    sentences = list(dict(labelled_sentences(PROJECT / "nlu_data" / "nlu")).items())
    fold_of = _split(sentences, folds, folder / SPLIT_FILE)
    for fold in range(folds):
        if not (folder / str(fold) / MODEL_FILE).exists():
            known = [(text, label) for text, label in sentences if fold_of[text] != fold]
            _train(known, folder / str(fold), f"fold {fold + 1} of {folds}")
    command = [str(PROJECT / ".venv-rasa" / "bin" / "python")]
    command += ["-m", "lab.evaluation.rasa_folds", "--split", str(folder.resolve())]
    command += ["--config", str(PROJECT / "config.yml")]
    if save_to:
        command += ["--json", str(save_to.resolve())]
    environment = rasa_environment(get_settings())
    return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode


def _split(sentences: Labelled, folds: int, path: Path) -> dict[str, int]:
    """Fold of each text, every label spread evenly; kept in `path`."""
    if not path.exists():
        by_label = defaultdict(list)
        for text, label in sentences:
            by_label[label].append(text)
        shuffle, order = random.Random(_SEED), []
        for label in sorted(by_label):
            order += shuffle.sample(by_label[label], len(by_label[label]))
        path.parent.mkdir(parents=True, exist_ok=True)
        fold_of = {text: place % folds for place, text in enumerate(order)}
        path.write_text(json.dumps(fold_of, ensure_ascii=False), encoding="utf-8")
    found: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _train(known: Labelled, target: Path, title: str) -> None:
    from lab.training.base_encoder import load_base
    from lab.training.encoders import make_label_encoder
    from lab.training.labels import LabelLesson

    lessons = [LabelLesson(repair(text).text, label) for text, label in known]
    base = load_base(get_settings().data_dir / "base")
    with Progress() as progress:
        task = progress.add_task(title)
        make_label_encoder(
            base,
            lessons,
            target,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )


def evaluate_nlu(train: Path, test: Path, save_to: Path | None, *, tune: bool) -> int:
    """Train on one file of text and intent, try it on another; the exit status.

    With `tune` an encoder learns the intents first, as ours has learnt our acts: some ten
    minutes for ten thousand texts. The pipeline itself runs in Rasa's environment, so its table
    goes straight to the terminal. Raises `LabelledFileError`.
    """
    read_labelled(test)
    command = [str(PROJECT / ".venv-rasa" / "bin" / "python")]
    command += ["-m", "lab.evaluation.rasa_folds"]
    command += ["--train", str(train.resolve()), "--test", str(test.resolve())]
    if save_to:
        command += ["--json", str(save_to.resolve())]
    with tempfile.TemporaryDirectory(prefix="dastyar-encoder-") as folder:
        if tune:
            _tune(train, Path(folder))
            command += ["--opinion", folder]
        environment = rasa_environment(get_settings())
        return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode


def _tune(train: Path, target: Path) -> None:
    """Write an encoder that has learnt the intents of `train` to `target`."""
    from lab.training.base_encoder import load_base
    from lab.training.encoders import make_label_encoder
    from lab.training.labels import LabelLesson

    lessons = [LabelLesson(repair(text).text, intent) for text, intent in read_labelled(train)]
    base = load_base(get_settings().data_dir / "base")
    with Progress() as progress:
        task = progress.add_task("encoder")
        make_label_encoder(
            base,
            lessons,
            target,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
