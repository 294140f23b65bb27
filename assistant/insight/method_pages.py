"""The method, in Persian and English: written from the words and numbers that the code computes by.

`docs/insight-method-fa.md`, `-en.md` and the page `/scoreboard/method` all come from the texts in
`words/`, which take figures, formulas and numbers from `method.py` and the statistics. The
fingerprint at their end is of the modules that compute: whoever changes one of them finds a test
that fails until `python -m assistant.insight.method_pages` has written the pages again, and is
reminded to ask whether the version has to rise.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.insight import method
from assistant.insight.statistics.funnel import MIN_UNITS, WINSORISED
from assistant.insight.statistics.intervals import LEVEL
from assistant.language.digits import persian_digits

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"fa": DOCS / "insight-method-fa.md", "en": DOCS / "insight-method-en.md"}
_HERE = Path(__file__).parent
_COMPUTING = (
    *sorted((_HERE / "statistics").glob("*.py")),
    *(_HERE / "facts" / name for name in ("counting.py", "cells.py")),
    *(_HERE / "scoreboard" / name for name in ("figures.py", "board.py")),
    *(_HERE / name for name in ("method.py",)),
)
_TEXTS = Environment(
    loader=FileSystemLoader(_HERE / "words"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - plain text, which the page escapes
)


@dataclass
class MethodSection:
    """A heading with paragraphs, and points below them."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MethodPage:
    """The method in one language."""

    title: str
    sections: Sequence[MethodSection]


def markdown(language: str) -> str:
    """The page in `fa` or `en` for the documentation."""
    digits = persian_digits if language == "fa" else str
    return _TEXTS.get_template(f"method.{language}.md").render(
        method=method,
        digits=lambda number: digits(str(number)),
        percent=lambda share: digits(f"{100 * share:g}"),
        level=LEVEL,
        winsorised=WINSORISED,
        min_units=MIN_UNITS,
        fingerprint=fingerprint(),
    )


def method_page(language: str) -> MethodPage:
    """The same page by its parts, for a template."""
    title, sections = "", []
    for line in markdown(language).splitlines():
        if line.startswith("# "):
            title = line[2:]
        elif line.startswith("## "):
            sections.append(MethodSection(line[3:]))
        elif line.startswith("- "):
            sections[-1].points.append(line[2:])
        elif line:
            sections[-1].paragraphs.append(line)
    return MethodPage(title, sections)


def write_pages() -> None:
    """Write both pages of the documentation."""
    for language, path in PAGES.items():
        path.write_text(markdown(language), encoding="utf-8")


def fingerprint() -> str:
    """Of the modules that compute, as they are; 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in _COMPUTING:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    write_pages()
