"""Messages to a text that waits for a yes: how files of them are read, played and judged."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from lab.talks.proposals import (
    AnsweredProposal,
    PlayedProposal,
    are_answered,
    judged,
    read_answered,
)

LINE: dict[str, Any] = {
    "draft": ["سه ماهه حقوق ندادن"],
    "first": "سه ماه نه چهار ماه",
    "proposal": ["چهار ماهه حقوق ندادن"],
    "answer": "بله",
    "result": ["چهار ماهه حقوق ندادن"],
    "settled": True,
    "kind": "yes",
}
RIGHT, OTHER = ("چهار ماهه حقوق ندادن",), ("سه ماهه حقوق ندادن",)


def written_to(folder: Path, *lines: dict[str, Any]) -> Path:
    file = folder / "proposals.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    return file


def given(**changes: Any) -> AnsweredProposal:
    told = {"draft": OTHER, "first": "", "proposal": RIGHT, "answer": "بله", "result": RIGHT}
    return AnsweredProposal(**(told | {"is_settled": True, "kind": "yes"} | changes))


def test_a_file_is_known_by_its_answers(tmp_path: Path) -> None:
    assert are_answered(written_to(tmp_path, LINE))
    assert not are_answered(written_to(tmp_path, {"draft": [], "message": "سلام"}))


@pytest.mark.parametrize("broken", [LINE | {"draft": "no list"}, {"draft": []}])
def test_a_broken_line_is_named(tmp_path: Path, broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"proposals\.jsonl:2"):
        read_answered(written_to(tmp_path, LINE, broken))


def test_without_a_proposal_the_first_message_is_played(tmp_path: Path) -> None:
    (one,) = read_answered(written_to(tmp_path, LINE | {"proposal": None, "answer": ""}))
    assert one.messages == [LINE["first"]]


@pytest.mark.parametrize(
    ("changes", "stands", "proposed", "is_right", "is_spoilt"),
    [
        ({}, RIGHT, (), True, False),
        ({}, OTHER, RIGHT, True, False),
        ({}, OTHER, (), False, True),
        ({}, OTHER, OTHER, False, False),
        ({"is_settled": False}, OTHER, RIGHT, True, False),
        ({"is_settled": False, "result": OTHER}, OTHER, RIGHT, True, False),
    ],
)
def test_the_text_that_is_shown_counts(
    changes: dict[str, Any],
    stands: tuple[str, ...],
    proposed: tuple[str, ...],
    is_right: bool,
    is_spoilt: bool,
) -> None:
    one = PlayedProposal(given(**changes), stands, proposed, waits=bool(proposed))
    assert (one.is_right, one.is_spoilt) == (is_right, is_spoilt)


def test_figures_come_for_all_and_for_each_kind() -> None:
    some = [
        PlayedProposal(given(), RIGHT, (), waits=False),
        PlayedProposal(given(kind="no"), OTHER, (), False),
    ]
    counted = {one.name: (one.hits, one.total) for one in judged(some)}
    assert counted["exactly right"] == (1, 2)
    assert counted["carried out, wrong … no"] == (1, 1)


def test_the_command_plays_what_was_answered(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["evaluate", "edits", str(written_to(tmp_path, LINE))])
    assert told.exit_code == 0
    assert "proposals" in told.output
    assert "1.000" in told.output
