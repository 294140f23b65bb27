"""Each job and look is of exactly one kind of work, and a process does the kinds it is told."""

from pathlib import Path

import pytest
from support.case_work import CaseWork
from support.serving import private_settings
from typer.testing import CliRunner

from assistant.background.workers import build_worker
from assistant.cli import app
from assistant.settings import Settings
from assistant.storage.jobs import Worker
from assistant.worker_settings import WorkKind
from knowledge.catalogue import Catalogue

OF_EVERY_WORKER = {"calendar", "forget_done_jobs"}


def jobs(worker: Worker) -> set[str]:
    return {str(kind) for kind in worker._handlings}


def looks(worker: Worker) -> set[str]:
    return {beat.name for beat in worker._beats} - OF_EVERY_WORKER


async def test_all_work_is_of_one_kind(tmp_path: Path, catalogue: Catalogue) -> None:
    work = CaseWork(private_settings(tmp_path), catalogue)
    whole = build_worker(work.parts)
    prompt = build_worker(work.parts, kinds={WorkKind.PROMPT})
    slow = build_worker(work.parts, kinds={WorkKind.SLOW})
    for of in (jobs, looks):
        assert of(prompt) | of(slow) == of(whole)
        assert not of(prompt) & of(slow)
    assert {"cases.notice", "cases.sms", "cases.upstream", "cases.pin_code"} <= jobs(prompt)
    assert {"daily.erase", "insight.publish", "themes.group", "daily.reseal_files"} <= jobs(slow)
    assert looks(prompt) == {"clock"}
    assert {kind for kind, one in whole._handlings.items() if one.is_slow} == set(slow._handlings)
    await work.close()


def test_settings_name_kinds() -> None:
    assert Settings(_env_file=None).work_kinds == set(WorkKind)
    assert Settings(_env_file=None, worker_kinds=" slow ,").work_kinds == {WorkKind.SLOW}
    for wrong in ("", ",", "fast", "slow;prompt"):
        with pytest.raises(ValueError):
            Settings(_env_file=None, worker_kinds=wrong)


def test_the_command_refuses_other_kinds() -> None:
    refused = CliRunner().invoke(app, ["worker", "--kinds", "fast"])
    assert refused.exit_code == 2
    assert "prompt,slow" in refused.output
