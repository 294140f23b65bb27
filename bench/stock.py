"""A stock Rasa project over our data: the default configuration of `rasa init`, trained once.

Pipeline and policies are read from the template of the installed Rasa. The NLU data is ours; all of
it would train DIET for hours, so a share of it is drawn, the same for every label. Sub-labels
(`complain/delay`) are Rasa's retrieval intents, whose responses the domain must then have. There
are no stories in our data, so TED and UnexpecTED have nothing to learn, which spares the stock
server time in every turn.
"""

import hashlib
import os
import random
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.settings import PROJECT
from assistant.supervisor.rasa_model import rasa_command

MODEL = "stock.tar.gz"
LEAST_OF_LABEL = 5
_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}
_NLU = PROJECT / "nlu_data" / "nlu"
_RULES = PROJECT / "nlu_data" / "rules.yml"
_DOMAIN = PROJECT / "domain.yml"


@dataclass(frozen=True)
class StockModel:
    """A trained stock model and how many of our NLU examples it learnt from."""

    path: Path
    examples: int
    available: int
    is_stale: bool
    """Whether it is of older data than ours."""


class StockTrainingError(RuntimeError):
    """`rasa train` failed on the stock project; its output says why."""


def stock_environment() -> dict[str, str]:
    """Environment variables of the stock server and its training: nothing of ours but silence."""
    return os.environ | _ENVIRONMENT


def ensure_stock_model(root: Path, size: int, *, may_be_stale: bool) -> StockModel:
    """The stock model over about `size` examples, trained under `root` if it is not there yet.

    With `may_be_stale` the newest model of other data serves too.
    """
    chosen, available = sample(size)
    project = root / _fingerprint(chosen)
    wanted = project / MODEL
    older = sorted(root.glob(f"*/{MODEL}"), key=lambda path: path.stat().st_mtime)
    is_stale = may_be_stale and bool(older) and not wanted.exists()
    model = older[-1] if is_stale else wanted
    if not model.exists():
        _write(project, chosen)
        _train(project)
    learnt = yaml.safe_load((model.parent / "data" / "nlu.yml").read_text(encoding="utf-8"))
    examples = sum(block["examples"].count("\n") for block in learnt["nlu"])
    return StockModel(model, examples, available, is_stale)


def sample(size: int) -> tuple[dict[str, list[str]], int]:
    """About `size` examples by label, in proportion, and how many there are in all."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, line in _examples():
        by_label[label].append(line)
    available = sum(map(len, by_label.values()))
    chosen = {}
    for label, lines in sorted(by_label.items()):
        count = max(LEAST_OF_LABEL, round(len(lines) * size / available))
        draw = random.Random(label)
        chosen[label] = sorted(draw.sample(lines, min(count, len(lines))))
    return chosen, available


def template() -> dict[str, Any]:
    """The default configuration of the installed Rasa."""
    (path,) = (PROJECT / ".venv-rasa").glob(
        "lib/python*/site-packages/rasa/engine/recipes/config_files/default_config.yml"
    )
    config: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return config | {"assistant_id": "stock"}


def _examples() -> Iterator[tuple[str, str]]:
    for path in sorted(_NLU.rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block.get("examples", "").splitlines():
                if "intent" in block and line.startswith("- "):
                    yield block["intent"], line


def _rules() -> list[dict[str, Any]]:
    """Our rules: each act's, which stands with its sentences, and that of the form."""
    files = [*sorted(_NLU.rglob("*.yml")), _RULES]
    loaded = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)
    return [rule for one in loaded for rule in one["rules"]]


def _fingerprint(chosen: dict[str, list[str]]) -> str:
    parts = [chosen, template(), _rules(), _DOMAIN.read_text()]
    return hashlib.sha256(yaml.safe_dump(parts, allow_unicode=True).encode()).hexdigest()[:16]


def _write(project: Path, chosen: dict[str, list[str]]) -> None:
    (project / "data").mkdir(parents=True, exist_ok=True)
    (project / "domain").mkdir(exist_ok=True)
    blocks = [
        {"intent": label, "examples": "\n".join(lines) + "\n"} for label, lines in chosen.items()
    ]
    _dump(project / "data" / "nlu.yml", {"version": "3.1", "nlu": blocks})
    _dump(project / "config.yml", template())
    responses = {f"utter_{label}": [{"text": label}] for label in chosen if "/" in label}
    _dump(project / "domain" / "responses.yml", {"version": "3.1", "responses": responses})
    (project / "domain" / "domain.yml").write_text(_DOMAIN.read_text(encoding="utf-8"))
    _dump(project / "data" / "rules.yml", {"version": "3.1", "rules": _rules()})


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _train(project: Path) -> None:
    command = [rasa_command(), "train", "--config", "config.yml", "--domain", "domain"]
    command += ["--data", "data", "--out", ".", "--fixed-model-name", MODEL.removesuffix(".tar.gz")]
    log = project / "train.log"
    with log.open("w") as output:
        done = subprocess.run(
            command,
            cwd=project,
            env=stock_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode or not (project / MODEL).exists():
        raise StockTrainingError(f"the stock model could not be trained; see {log}")
