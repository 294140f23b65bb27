"""The editors' page tells the truth: its examples are valid, its messages and names are real."""

import re
from pathlib import Path

import pytest
import yaml
from support.catalogue_files import write_catalogue

from assistant.settings import PROJECT
from knowledge.aspects import Facts
from knowledge.catalogue import load
from knowledge.files import CatalogueError
from knowledge.items import Source, ranked
from knowledge.schema import AgencyFile
from knowledge.upkeep.links import LinkState
from knowledge.upkeep.report import EditorNeed

PAGE = (PROJECT / "docs" / "editors.md").read_text("utf-8")
KNOWLEDGE = (PROJECT / "docs" / "knowledge.md").read_text("utf-8")
EXAMPLES = [
    yaml.load(block, Loader=yaml.BaseLoader)
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
]

# What to do to a small catalogue so that each message of the page is told.
MISTAKES = {
    "Field required": ("  summary: گرفتن کارت\n", ""),
    "Extra inputs are not permitted": ("summary: گرفتن", "sumary: گرفتن"),
    "duplicate id": ("id: alef-lost", "id: alef-card"),
    "agency id must be the file's name": ("id: alef\n", "id: other\n"),
    "unknown related service": ("- alef-lost", "- nowhere"),
    "no source of the service has the key": ("[example]", "[sample]"),
    "an http(s) address has no spaces and no note beside it": (
        "address: https://news.example.ir/alef",
        "address: https://news.example.ir/alef (copy)",
    ),
    "a fact needs sources with an http(s) address": (
        "address: https://news.example.ir/alef",
        "address: a book",
    ),
    "an amount needs the year it is of": ("      as_of: '1403'\n", ""),
    "the text must name the year of as_of": ("as_of: '1403'", "as_of: '1404'"),
    "the question stands at": (
        "  confidence: high\n",
        "  confidence: high\n  questions: [کارت, کارت]\n",
    ),
    "a review is an ISO day": (
        "  confidence: high\n",
        "  confidence: high\n  reviewed: 1405-05-03\n",
    ),
    "a review cannot lie in the future": (
        "  confidence: high\n",
        "  confidence: high\n  reviewed: 2199-01-01\n",
    ),
}


def first_cells(page: str, heading: str) -> list[str]:
    """What stands in code in the first column under a heading."""
    part = re.split(rf"^## {re.escape(heading)}$", page, flags=re.MULTILINE)[1]
    lines = re.split(r"^## ", part, flags=re.MULTILINE)[0].splitlines()
    cells = [line.split("|")[1] for line in lines if line.startswith("| `")]
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_the_messages_of_the_page_are_those_that_are_tried_here() -> None:
    assert first_cells(PAGE, "پیش از تحویل") == list(MISTAKES)


@pytest.mark.parametrize("message", MISTAKES)
def test_a_message_of_the_page_is_told_for_its_mistake(tmp_path: Path, message: str) -> None:
    write_catalogue(tmp_path, alef=MISTAKES[message])
    with pytest.raises(CatalogueError) as refused:
        load(tmp_path)
    assert any(
        re.search(rf"alef\.yml:\d+: .*{re.escape(message)}", f) for f in refused.value.faults
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: next(iter(example)))
def test_an_example_is_valid(example: dict[str, object]) -> None:
    if "agency" in example:
        (service,) = AgencyFile.model_validate(example).services
        assert service.documents
        assert service.reviewed
        assert 2 <= len(service.questions) <= 3
    else:
        assert Facts.model_validate(example).lines(next(iter(example)))


def test_there_is_an_example_of_each_thing_that_an_editor_writes() -> None:
    assert [next(iter(example)) for example in EXAMPLES] == ["agency", "fee", "who", "duration"]


def test_kinds_of_sources_stand_in_the_order_of_their_rank() -> None:
    kinds = first_cells(PAGE, "منبع‌ها و جایگاهشان")
    sources = [Source(address=f"https://example.ir/{kind}", kind=kind) for kind in kinds]
    assert [source.kind for source in ranked(reversed(sources))] == kinds


def test_every_need_and_every_state_is_explained_on_both_pages() -> None:
    assert first_cells(PAGE, "از کجا شروع کنم؟") == list(EditorNeed)
    assert first_cells(PAGE, "نشانی‌های مرده") == list(LinkState)
    assert first_cells(KNOWLEDGE, "Upkeep") == [*EditorNeed, *LinkState]
