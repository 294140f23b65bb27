"""The act pipeline on labelled texts that are not ours."""

import subprocess
import tempfile
from pathlib import Path

from rich.progress import Progress

from assistant.evaluation.labelled import read_labelled
from assistant.language.repair import repair
from assistant.settings import PROJECT, get_settings
from assistant.supervisor.rasa_model import rasa_environment


def evaluate_nlu(train: Path, test: Path, save_to: Path | None, *, tune: bool) -> int:
    """Train on one file of text and intent, try it on another; the exit status.

    With `tune` an encoder learns the intents first, as ours has learnt our acts: some ten
    minutes for ten thousand texts. The pipeline itself runs in Rasa's environment, so its table
    goes straight to the terminal. Raises `LabelledFileError`.
    """
    read_labelled(test)
    command = [str(PROJECT / ".venv-rasa" / "bin" / "python")]
    command += ["-m", "assistant.evaluation.rasa_side.folds"]
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
    from knowledge.training.base_encoder import load_base
    from knowledge.training.encoder_folders import make_label_encoder
    from knowledge.training.labels import LabelLesson

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
