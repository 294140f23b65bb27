"""Citizens' words as lines for `questions:` of a catalogue entry, for an editor to check."""

import re
from collections.abc import Sequence

import yaml

from assistant.insight.questions.board import Words

MOST = 5
_LONGEST = 120
_MASKED = re.compile(r"[\[\]{}<>@]|\d{5,}|[۰-۹]{5,}")
"""What was masked, or looks like a number or an address, does not go into a public file."""
_NOTE = (
    "# از نوشته‌های شهروندان؛ پیش از افزودن بخوانید و اگر از کسی می‌گوید، به زبان خودتان بنویسید.",
    "# پس از افزودن: python -m pytest tests/knowledge/test_catalogue_questions.py",
)


def lines_for_tests(words: Sequence[Words], place: str = "") -> str:
    """YAML with the most typical words that are fit to be public; `place` says where it goes."""
    fit = [one.text.strip() for one in words if is_fit(one.text)][:MOST]
    head = [*_NOTE, *([f"# {place}"] if place else [])]
    body = yaml.safe_dump({"questions": fit}, allow_unicode=True, width=1000, sort_keys=False)
    return "\n".join([*head, body])


def is_fit(text: str) -> bool:
    """Whether a text is short, one line, of several words, and has nothing masked in it."""
    is_short = len(text) <= _LONGEST and "\n" not in text.strip()
    return is_short and len(text.split()) > 1 and not _MASKED.search(text)
