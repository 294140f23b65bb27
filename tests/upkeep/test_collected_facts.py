"""What became of collected facts is counted, and what was left is named."""

from pathlib import Path

import pytest
from support.catalogue_files import write_catalogue
from typer.testing import CliRunner

from assistant.cli import app as cli
from knowledge.catalogue import load
from knowledge.upkeep.collected import Collected, Fate, fate_of, read_collection

FACTS = """\
  facts:
    documents:
    - text: اصل شناسنامه عکس‌دار و کارت ملی
      sources: [{address: 'https://example.ir/1', kind: news}]
    duration:
    - text: ده روز کاری پس از تکمیل مدارک
      sources: [{address: 'https://example.ir/1', kind: news}]
    - text: سه هفته کامل از روز درخواست
      outdated: true
      sources: [{address: 'https://example.ir/2', kind: guide}]
"""
COLLECTION = """\
enrichment:
- service_id: alef-card
  documents: [اصل شناسنامه عکس‌دار, مدرک تحصیلی معتبر]
  processing_time: {text: ده روز کاری}
  sources: [{address: 'https://example.ir/1'}]
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    write_catalogue(tmp_path)
    file = tmp_path / "catalogue" / "alef.yml"
    file.write_text(file.read_text("utf-8").replace("  facts:\n", FACTS), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("اصل شناسنامه عکس دار", Fate.TAKEN),
        ("اصل شناسنامه عکس‌دار و کارت هوشمند ملی", Fate.CHANGED),
        ("شناسنامه پس از تکمیل درخواست", Fate.SPREAD),
        ("سه هفته از روز درخواست", Fate.SET_ASIDE),
        ("گواهی محل سکونت", Fate.LEFT),
    ],
)
def test_a_line_has_one_fate(knowledge: Path, text: str, fate: Fate) -> None:
    assert fate_of(Collected("alef-card", "documents", text), load(knowledge)) is fate


def test_a_service_that_is_not_there_has_left_its_lines(knowledge: Path) -> None:
    assert fate_of(Collected("nobody", "fee", "رایگان"), load(knowledge)) is Fate.LEFT


def test_the_command_counts_the_lines_and_names_what_was_left(
    knowledge: Path, tmp_path: Path
) -> None:
    collection = tmp_path / "collection.yaml"
    collection.write_text(COLLECTION, encoding="utf-8")
    assert [one.aspect for one in read_collection(collection)] == [
        "documents",
        "documents",
        "duration",
    ]
    arguments = ["catalogue", "compare", str(collection), "--knowledge", str(knowledge)]
    told = CliRunner().invoke(cli, arguments)
    assert told.exit_code == 0
    assert "3 lines" in told.output
    assert "alef-card documents: مدرک تحصیلی معتبر" in told.output
