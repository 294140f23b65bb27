"""What the encoder is taught of talks and sentences, and talks that cannot be read."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.understanding.reading import FOCI, TalkContext
from knowledge.catalogue import Catalogue
from lab.talks import lessons as taught
from lab.talks.lessons import Titles, context_of, lessons_of, shares
from lab.talks.schema import Before, LabelledTurn, Talk, read_talks
from lab.training.labels import LabelLesson, act_of


@pytest.fixture(scope="module")
def titles(catalogue: Catalogue) -> Titles:
    return Titles(catalogue)


def lesson(titles: Titles, **turn: Any) -> LabelLesson:
    talk = Talk(talk="t", player="p", turns=[LabelledTurn(**({"say": "این"} | turn))])
    (found,) = lessons_of(talk, titles)
    return found


def test_the_main_command_has_the_larger_share() -> None:
    assert shares(["find"]) == {"find": 1.0}
    two = shares(["cancel", "find"])
    assert list(two) == ["cancel", "find"]
    assert two["cancel"] > two["find"] > 0
    assert sum(two.values()) == pytest.approx(1)
    assert sum(shares(["cancel", "find", "thank"]).values()) == pytest.approx(1)


def test_a_context_calls_things_by_their_titles(titles: Titles, catalogue: Catalogue) -> None:
    entry = catalogue.entries[0]
    before = Before(
        said="کدام‌یک؟",
        asked="choice",
        focus=f"service:{entry.service.id}",
        options=["agency:abfa", "line:115", "یک چیز دیگر"],
    )
    told = context_of(before, titles)
    for part in (
        "کدام‌یک؟",
        entry.service.title,
        catalogue.agencies["abfa"].name,
        catalogue.lines["115"].title,
        "یک چیز دیگر",
    ):
        assert part in told
    assert titles("draft") == FOCI["draft"]
    assert titles("line:000") == "000"
    assert context_of(None, titles) == context_of(Before(), titles) == ""


def test_a_context_is_short_and_tells_what_tells_most_first() -> None:
    told = str(TalkContext("این " * 200, "place", "گذرنامه", ["الف"]))
    assert told.startswith("کدام شهر | گذرنامه | ")
    assert told.endswith("| الف")
    assert len(told.split()) < 40


@pytest.mark.parametrize(
    ("do", "aspects", "act"),
    [
        (["find"], [], "ask_service"),
        (["tell"], ["fee"], "ask_fee"),
        (["tell"], ["who", "documents"], "ask_documents"),
        (["tell"], ["who"], "ask_service"),
        (["danger"], [], "emergency"),
        (["grumble", "find"], [], "abuse"),
        (["choose"], [], None),
        (["edit/add"], [], None),
        (["process"], [], None),
    ],
)
def test_a_turn_teaches_the_public_act_where_it_has_one(
    titles: Titles, do: list[str], aspects: list[str], act: str | None
) -> None:
    found = lesson(titles, do=do, aspects=aspects)
    assert act_of(found) == act
    assert found.commands == shares(do)
    assert list(found.aspects or ()) == aspects


def test_a_turn_is_taught_repaired_and_one_without_a_label_not_at_all(titles: Titles) -> None:
    assert lesson(titles, say="كارت ملي", do=["find"]).text == "کارت ملی"
    talk = Talk(talk="t", player="p", turns=[LabelledTurn(say="خب")])
    assert list(lessons_of(talk, titles)) == []


ALONE = [LabelLesson(f"متن {n}", "greet", commands={"greet": 1.0}) for n in range(400)]
DRAFTING = str(TalkContext("کدام شهر؟", "place", FOCI["draft"]))
TURNS = [
    LabelLesson("این", context=DRAFTING),
    LabelLesson("آن", context="گذرنامه"),
    LabelLesson("خب"),
]


def test_a_share_of_sentences_is_put_behind_a_context_the_same_ones_each_time() -> None:
    first, again = (list(taught._anywhere(ALONE, TURNS)) for _ in range(2))
    assert first == again
    moved = [one for one in first if one.context]
    assert {one.context for one in moved} == {"گذرنامه"}, "not into a draft"
    assert len(moved) / len(ALONE) == pytest.approx(taught.MOVED, abs=0.06)
    assert [one.text for one in first] == [one.text for one in ALONE]


@pytest.mark.parametrize("commands", [{}, {"affirm": 1.0}, {"deny": 0.75, "find": 0.25}])
def test_what_depends_on_its_context_is_not_moved(commands: dict[str, float]) -> None:
    alone = [LabelLesson("بله", commands=commands)] * 200
    assert list(taught._anywhere(alone, TURNS)) == alone
    assert list(taught._anywhere(ALONE, TURNS[:1])) == ALONE, "no context is there to choose from"


def written(path: Path, *talks: object) -> Path:
    path.write_text(yaml.safe_dump(list(talks), allow_unicode=True), encoding="utf-8")
    return path


TALK = {"talk": "a need", "turns": [{"say": "گذرنامه می‌خواهم", "do": ["find"]}]}


def test_talks_of_a_folder_are_read_in_order_and_played_by_who_the_file_names(
    tmp_path: Path,
) -> None:
    written(tmp_path / "zahra.yml", TALK | {"player": "z"})
    written(tmp_path / "ali.yml", TALK, TALK | {"talk": "another"})
    (tmp_path / "notes.md").write_text("-")
    found = list(read_talks(tmp_path))
    assert [(one.player, one.talk) for one in found] == [
        ("ali", "a need"),
        ("ali", "another"),
        ("z", "a need"),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        {"turns": []},
        {"mood": "angry"},
        {"turns": [{"say": "سلام", "do": ["wave"]}]},
        {"turns": [{"say": "هزینه‌اش", "aspects": ["price"]}]},
        {"turns": [{"do": ["find"]}]},
        {"turns": [{"say": "سلام", "see": {"services": ["a"]}}]},
        {"turns": [{"say": "سلام", "before": {"ask": "choice"}}]},
    ],
    ids=lambda broken: str(broken)[:40],
)
def test_a_broken_talk_is_named_with_its_file(tmp_path: Path, broken: dict[str, Any]) -> None:
    file = written(tmp_path / "ali.yml", TALK, TALK | broken)
    with pytest.raises(ValueError, match=r"ali\.yml"):
        list(read_talks(file))


def test_all_talks_of_the_project_can_be_read_and_speak_of_what_there_is(titles: Titles) -> None:
    talks = list(read_talks(taught.PROJECT / "nlu_data" / "talks"))
    assert len(talks) > 100
    for talk in talks:
        for found in lessons_of(talk, titles):
            assert sum(found.commands.values()) == pytest.approx(1)
