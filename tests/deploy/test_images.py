"""Containerfiles: linted, never root, whole, and without anything secret."""

import re
from pathlib import Path, PurePath

import pytest
from support.deploying import IMAGES, program, ran

from assistant.settings import PROJECT
from assistant.supervisor.rasa_model import QUIET

SECRET = re.compile(r"^\s*(ENV|ARG)\b.*(PASSWORD|TOKEN\b|_SECRET=|_KEY=)", re.MULTILINE)
NETWORK = re.compile(r"\b(curl|wget|git clone|apt-get|https?://)")


def stages(image: Path) -> list[str]:
    """The text of each stage, the one that is kept last."""
    joined = re.sub(r"\\\n\s*", " ", image.read_text())
    return re.split(r"^FROM ", joined, flags=re.MULTILINE)[1:]


def copied(stage: str) -> list[str]:
    """What a stage takes from the project itself."""
    lines = re.findall(r"^COPY (?!--from)(.*)$", stage, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


@pytest.fixture(params=IMAGES, ids=lambda path: path.suffix.removeprefix("."))
def image(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_there_are_two() -> None:
    assert [path.suffix for path in IMAGES] == [".gateway", ".rasa"]


def test_it_is_linted(image: Path) -> None:
    ended = ran(program("hadolint"), "--failure-threshold", "style", image)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_it_is_not_root_and_its_base_is_a_parameter(image: Path) -> None:
    last = stages(image)[-1]
    assert re.findall(r"^USER (.*)$", last, re.MULTILINE) == ["10001:10001"]
    assert re.findall(r"^ARG (\w+)", image.read_text(), re.MULTILINE) == ["PYTHON_IMAGE"]
    bases = [stage.split()[0] for stage in stages(image)]
    assert bases == ["${PYTHON_IMAGE}", "environment", "${PYTHON_IMAGE}"]
    version = {".gateway": "3.11", ".rasa": "3.10"}[image.suffix]
    assert f"ARG PYTHON_IMAGE=python:{version}-slim-" in image.read_text()


def test_nothing_secret_is_in_a_layer_and_nothing_is_fetched_by_hand(image: Path) -> None:
    text = image.read_text()
    assert not SECRET.search(text)
    runs = re.findall(r"^RUN .*$", re.sub(r"\\\n\s*", " ", text), re.MULTILINE)
    assert not [run for run in runs if NETWORK.search(run)]
    (install,) = [run for run in runs if "bin/bootstrap" in run]
    assert "--mount=type=secret,id=pip" in install


def test_a_start_builds_and_trains_nothing(image: Path) -> None:
    last = stages(image)[-1]
    commands = re.findall(r"^(?:ENTRYPOINT|CMD) (.*)$", last, re.MULTILINE)
    assert not [one for one in commands if re.search(r"train|index|prepare|up|sh\b", one)]
    made = {".gateway": "dastyar index", ".rasa": "rasa train"}[image.suffix]
    assert made in stages(image)[1]
    kept = {".gateway": "/srv/dastyar/index index", ".rasa": "/srv/dastyar/model model"}
    assert f"COPY --from=whole {kept[image.suffix]}" in last


def test_it_is_quiet_as_under_the_supervisor(image: Path) -> None:
    (given,) = re.findall(r"^ENV (HOME=.*)$", stages(image)[-1], re.MULTILINE)
    values = dict(part.split("=", 1) for part in given.split())
    needed = QUIET if image.suffix == ".rasa" else {k: QUIET[k] for k in QUIET if k in values}
    assert needed
    assert {name: values[name] for name in needed} == needed


def test_what_it_takes_is_let_into_the_build_and_no_more(image: Path) -> None:
    rules = [line for line in (PROJECT / ".dockerignore").read_text().splitlines() if line]
    everything, *others = [rule for rule in rules if not rule.startswith("#")]
    assert everything == "*"
    allowed = [rule.removeprefix("!") for rule in others if rule.startswith("!")]
    assert {rule for rule in others if not rule.startswith("!")} == {"**/__pycache__", "**/*.pyc"}

    def is_let_in(path: str) -> bool:
        return any(PurePath(path).is_relative_to(one) for one in allowed)

    sources = [source for stage in stages(image) for source in copied(stage)]
    assert [source for source in sources if not (PROJECT / source).exists()] == []
    assert [source for source in sources if not is_let_in(source)] == []
    kept_out = (".env", "var/keys/secret", ".venv", "deploy/compose/secrets/tls.key", "tests")
    assert [path for path in kept_out if is_let_in(path)] == []


def test_the_files_of_rasas_side_are_all_that_it_imports(tmp_path: Path) -> None:
    (image,) = [path for path in IMAGES if path.suffix == ".rasa"]
    for source in copied(stages(image)[1]):
        target = tmp_path / source
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(PROJECT / source)
    written = "".join((tmp_path / name).read_text() for name in ("config.yml", "credentials.yml"))
    written += (tmp_path / "endpoints.yml").read_text()
    modules = sorted(set(re.findall(r"(assistant\.rasa(?:\.\w+)+)\.[A-Z]", written)))
    assert len(modules) > 5
    program_text = "; ".join(f"import {module}" for module in modules)
    ended = ran(
        PROJECT / ".venv-rasa" / "bin" / "python",
        "-W",
        "ignore",
        "-c",
        program_text,
        folder=tmp_path,
        PYTHONPATH=str(tmp_path),
        **QUIET,
    )
    assert ended.returncode == 0, ended.stderr


def test_one_environment_alone_is_built() -> None:
    for image, purpose in zip(IMAGES, ("gateway", "rasa"), strict=True):
        assert f"bin/bootstrap {purpose} " in image.read_text()
    refused = ran("sh", PROJECT / "bin" / "bootstrap", "nothing")
    assert refused.returncode == 1
    assert "no purpose nothing" in refused.stderr
