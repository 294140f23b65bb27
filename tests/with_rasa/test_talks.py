"""`rasa test`: what whole talks do, sentence by sentence, in Rasa itself."""

import json
import subprocess
from pathlib import Path

import pytest

from assistant.settings import PROJECT, get_settings
from assistant.supervisor.rasa_model import ensure_model, rasa_command, rasa_environment

pytestmark = pytest.mark.rasa


def test_every_talk_goes_as_written(tmp_path: Path) -> None:
    settings = get_settings()
    model = ensure_model(settings, print)
    command = [rasa_command(), "test", "core", "--model", str(model), "--out", str(tmp_path)]
    command += ["--stories", str(PROJECT / "tests" / "conversations")]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=rasa_environment(settings),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    failed = (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")
    assert "stories:" not in failed, failed
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"]["accuracy"] == 1.0
    assert report["conversation_accuracy"]["total"] >= 6
