"""Each act has one file, which Rasa's domain and the interface name too; all else is derived."""

import importlib.util
from typing import get_args

import pytest
import yaml

from assistant.replies.schemas import Act
from assistant.settings import PROJECT
from lab.talks import acts as heads
from lab.talks.acts import acts, acts_of_commands

FILES = sorted(heads.SENTENCES.glob("*.yml"))


def loaded(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def test_the_interface_and_the_domain_have_the_acts_of_the_files() -> None:
    intents = [name for intent in loaded(PROJECT / "domain.yml")["intents"] for name in intent]
    assert sorted(intents) == sorted(get_args(Act)) == list(acts())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_has_sentences_of_its_act_alone_and_one_rule(file) -> None:
    told = loaded(file)
    assert {block["intent"].partition("/")[0] for block in told["nlu"]} == {file.stem}
    (rule,) = told["rules"]
    assert rule["steps"][0] == {"intent": file.stem}


def test_a_sentence_alone_does_something_or_asks_for_an_aspect() -> None:
    assert [act for act, head in acts().items() if bool(head.command) == bool(head.aspect)] == []


def test_a_command_tells_its_act_where_only_one_has_it() -> None:
    commands = {head.command for head in acts().values() if head.command}
    assert set(acts_of_commands()) == commands - {"file"}, "talks teach no act for these any more"
    assert acts_of_commands()["danger"] == "emergency"


@pytest.mark.parametrize(
    "head", ["{command: file}", "{means: x, command: fly}", "{means: x, speaks: y}", ""]
)
def test_a_broken_head_is_named_with_its_file(tmp_path, monkeypatch, head) -> None:
    (tmp_path / "praise.yml").write_text(f"act: {head}\nnlu: []\n")
    monkeypatch.setattr(heads, "SENTENCES", tmp_path)
    with pytest.raises(ValueError, match=r"praise\.yml"):
        heads.acts.__wrapped__()


def test_the_site_has_a_table_of_all_acts() -> None:
    spec = importlib.util.spec_from_file_location("site_acts", PROJECT / "bin" / "site_acts.py")
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    assert (PROJECT / "docs" / "nlu.md").read_text("utf-8").count(hook.MARK) == 1
    rows = hook.table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == list(acts())
    assert all(row.count("|") == 4 for row in rows)
