"""Trains the Rasa model when its ingredients have changed."""

import hashlib
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from assistant.rasa.side.protocol import CALLBACKS, SECRET_FILE
from assistant.settings import PROJECT, Settings

_INGREDIENTS = (
    "config.yml",
    "domain.yml",
    "nlu_data",
    "assistant/language",
    "knowledge/act_encoder",
    "knowledge/encoder",
    "knowledge/features",
)
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "TOKENIZERS_PARALLELISM": "false",
    # Small matrix products are slower on several threads, which also use the CPU while they wait.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # Requests to the action server are not compressed; this is Rasa's default, too.
    "COMPRESS_ACTION_SERVER_REQUEST": "false",
}
"""Variables for Rasa and for the gateway that we start: little output, no telemetry, one thread."""


Progress = Callable[[str], None]
"""Called with the name of each component whose training begins."""

_STEP = re.compile(r"Starting to train component '(\w+)'")


class TrainingError(RuntimeError):
    """`rasa train` failed; its output says why."""


def rasa_command() -> str:
    """The `rasa` of Rasa's own environment."""
    return str(PROJECT / ".venv-rasa" / "bin" / "rasa")


_INHERITED = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
)


def rasa_environment(settings: Settings) -> dict[str, str]:
    """Rasa's environment, in training and in use; it inherits nothing that is not listed here.

    Its packages are old. So it gets only one of our secrets, in a file: the one that it shares with
    the gateway.
    """
    machine = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    ours = {
        SECRET_FILE: str(_secret_file(settings)),
        CALLBACKS: settings.rasa_callbacks or settings.callback,
        "PYTHONPATH": str(PROJECT),
    }
    return machine | QUIET | ours


def _secret_file(settings: Settings) -> Path:
    """The secret between Rasa and the gateway, apart from the folder of the other keys."""
    path = settings.data_dir / "rasa" / "secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"secret.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(settings.rasa_secret)
    partial.replace(path)
    return path


def fingerprint(root: Path = PROJECT) -> str:
    """Hash over everything that the model is made of."""
    digest = hashlib.sha256()
    for ingredient in _INGREDIENTS:
        for path in _files(root / ingredient):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model of the present fingerprint is, or will be."""
    return settings.data_dir / "rasa" / f"{fingerprint()}.tar.gz"


def ensure_model(settings: Settings, progress: Progress) -> Path:
    """Train if there is no model of the present fingerprint; raises `TrainingError`."""
    model = model_path(settings)
    if not model.exists():
        _train(settings, model, progress)
    return model


def _train(settings: Settings, model: Path, progress: Progress) -> None:
    # Under another name until it is complete: another process may train too, or this one may die.
    partial = model.with_name(f"partial-{os.getpid()}.tar.gz")
    command = [rasa_command(), "train", "--data", "nlu_data", "--out", str(model.parent)]
    command += ["--fixed-model-name", partial.name.removesuffix(".tar.gz")]
    log = settings.data_dir / "log" / "rasa-train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    # Opened for appending, so that the file can be emptied while we write.
    with log.open("a") as output:
        code = _run(command, rasa_environment(settings), output, progress)
    if code or not partial.exists():
        partial.unlink(missing_ok=True)
        raise TrainingError(f"`rasa train` failed; see {log}")
    partial.replace(model)


def _run(
    command: list[str], environment: dict[str, str], output: TextIO, progress: Progress
) -> int:
    """Run `command` with its output in a file, and report to `progress` what is being trained."""
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            output.write(line)
            if step := _STEP.search(line):
                progress(step[1])
    return process.returncode


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".md"
    )
