"""Puts the table of acts into the page about understanding, from the heads of their files.

A hook of MkDocs.
"""

from pathlib import Path
from typing import Any

import yaml

MARK = "<!-- acts -->"
_PAGE = "nlu.md"
_SENTENCES = Path(__file__).parents[1] / "nlu_data" / "nlu"


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The page as it is, with the table in place of its mark."""
    return markdown.replace(MARK, table()) if page.file.src_uri == _PAGE else markdown


def table() -> str:
    """A row for each act: its name, what the citizen does by it, and an example."""
    return "\n".join(
        ["| act | the citizen … | for example |", "|---|---|---|", *map(_row, _files())]
    )


def _files() -> list[Path]:
    return sorted(_SENTENCES.glob("*.yml"))


def _row(file: Path) -> str:
    head = yaml.safe_load(file.read_text(encoding="utf-8"))["act"]
    example = f"«{head['example']}»" if "example" in head else ""
    return f"| `{file.stem}` | {head['means']} | {example} |"
