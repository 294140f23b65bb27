"""The map of the provinces, as pages carry it: shapes to refer to, unseen by themselves."""

from functools import cache

from assistant.insight.situation.drawing import SVG


@cache
def shapes() -> str:
    """The SVG of the map, hidden; `<use href="#iran-qom">` shows a province where it is wanted."""
    text = SVG.read_text(encoding="utf-8")
    return text.replace("<svg ", '<svg id="iran" hidden aria-hidden="true" ', 1)
