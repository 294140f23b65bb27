"""«Your first change» names files, tests and names of the code that there are."""

import re

import pytest
import yaml

from assistant.settings import PROJECT
from knowledge.calendar.schema import Override

PAGE = (PROJECT / "docs" / "first-change.md").read_text("utf-8")
PLACE = re.compile(r"(?:[\w.-]+/)*[\w<>.-]+\.(?:py|ts|yml|jsonl|md)")
NAMED = sorted(set(re.findall(r"`([^`\n]+)`", PAGE)))
FILES = [name for name in NAMED if PLACE.fullmatch(name)]
ROWS = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| [")]
MEMBERS = {
    "Kind": "assistant/cases/terms.py",
    "KINDS": "assistant/cases/terms.py",
    "VOICED": "assistant/insight/ratings/voices.py",
    "Role": "assistant/desk/roles.py",
    "PERMISSIONS": "assistant/desk/roles.py",
    "ROLE_FA": "assistant/desk/roles.py",
    "Act": "assistant/replies/schemas.py",
    "Aspect": "knowledge/aspects.py",
    "Facts": "knowledge/aspects.py",
    "ServiceCard": "assistant/replies/schemas.py",
    "Everyday": "knowledge/fact_marks.py",
    "ASPECTS_OF": "knowledge/fact_marks.py",
    "Column": "assistant/desk/casework/table_schemas.py",
    "CaseEntry": "assistant/desk/casework/schemas.py",
    "CELLS": "console/src/cases/columns.ts",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_named_exists(name: str):
    assert any(PROJECT.glob(re.sub(r"<\w+>", "*", name))) or name == "strings.fa.ts"


@pytest.mark.parametrize(("name", "file"), MEMBERS.items())
def test_a_name_stands_where_the_page_says(name: str, file: str):
    assert f"`{name}`" in PAGE
    assert f"`{file}`" in PAGE
    text = (PROJECT / file).read_text("utf-8")
    assert re.search(rf"^(?:class |export const )?{name}\b", text, re.MULTILINE)


def test_each_row_leads_to_its_section_and_names_files_and_a_test():
    sections = set(re.findall(r"^## (.+)$", PAGE, re.MULTILINE))
    for change, files, tests in ROWS:
        title = re.findall(r"\[([^\]]+)\]", change)[0]
        assert title.capitalize() in sections
        assert PLACE.search(files)
        assert "`tests/" in tests


def test_the_deadline_of_an_agency_is_valid():
    block = re.findall(r"```yaml\n(overrides:.*?)```", PAGE, re.DOTALL)[0]
    (entry,) = yaml.load(block, Loader=yaml.BaseLoader)["overrides"]
    assert Override.model_validate(entry).key == (None, "abfa")
