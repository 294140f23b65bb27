"""Lets the site's search find Persian words however their half-space is typed.

A hook of MkDocs. The separator in `mkdocs.yml` splits words at half-spaces, so «می‌خواهم» and
«می خواهم» are the same to the search. Some people leave the half-space out and type «میخواهم». So
each section gets such words written together, in its own field that is searched and not shown.
"""

import json
import re
from pathlib import Path
from typing import Any

FIELD = "joined"
"""As it is named among the fields in `mkdocs.yml`."""

_HALF_SPACE = "\u200c"
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(rf"\w+(?:{_HALF_SPACE}\w+)+")


def on_post_build(config: Any) -> None:
    """Adds the field to the index that the search plugin has written."""
    path = Path(config.site_dir, "search", "search_index.json")
    index = json.loads(path.read_text(encoding="utf-8"))
    for section in index["docs"]:
        if words := joined(f"{section['title']} {section['text']}"):
            section[FIELD] = " ".join(words)
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def joined(html: str) -> list[str]:
    """Each word with a half-space, without it."""
    words = _WORD.findall(_TAG.sub(" ", html))
    return sorted({word.replace(_HALF_SPACE, "") for word in words})
