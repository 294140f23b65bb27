"""A model comes to its place whole, whatever becomes of the training."""

from pathlib import Path

import pytest
from support.serving import private_settings

from assistant.settings import Settings
from assistant.supervisor import rasa_model
from assistant.supervisor.rasa_model import TrainingError, ensure_model, model_path

WRITES = 'printf %s "model" > "$5/$7.tar.gz"'
"""What `rasa train --data D --out FOLDER --fixed-model-name NAME` does at its end."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return private_settings(tmp_path)


def trainer(monkeypatch: pytest.MonkeyPatch, folder: Path, *lines: str) -> None:
    """A program in the place of Rasa's, which takes a minute."""
    program = folder / "trainer"
    program.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    program.chmod(0o700)
    monkeypatch.setattr(rasa_model, "rasa_command", lambda: str(program))


def no_progress(step: str) -> None:
    pass


def test_a_model_is_trained_once(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer(monkeypatch, tmp_path, WRITES)
    model = ensure_model(settings, no_progress)
    assert model == model_path(settings)
    assert model.read_text() == "model"
    trainer(monkeypatch, tmp_path, "exit 1")
    assert ensure_model(settings, no_progress) == model


@pytest.mark.parametrize("end", ["exit 1", "kill -9 $$"])
def test_a_training_that_dies_leaves_no_model(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    trainer(monkeypatch, tmp_path, WRITES, end)
    with pytest.raises(TrainingError):
        ensure_model(settings, no_progress)
    assert not list(model_path(settings).parent.glob("*.tar.gz"))


def test_a_model_is_not_there_before_it_is_whole(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes may train at once: neither finds the half of the other's."""
    model = model_path(settings)
    trainer(monkeypatch, tmp_path, WRITES, f'test ! -e "{model}"')
    assert ensure_model(settings, no_progress).read_text() == "model"
