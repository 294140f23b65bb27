"""Indicator and line, from what Rasa says of a text."""

_WITH_LINE = {"emergency", "other_line"}


def indicator_of(act: str, sublabels: dict[str, dict[str, object]]) -> str | None:
    """What went wrong, by an act and its sublabels."""
    if act == "suggest":
        return "suggestion"
    return (
        str(sublabels["complain"]["name"])
        if act == "complain" and "complain" in sublabels
        else None
    )


def line_of(act: str, sublabels: dict[str, dict[str, object]]) -> str | None:
    """The line that is right for an act, by its sublabels."""
    if act == "complain":
        return "128"
    return str(sublabels[act]["name"]) if act in _WITH_LINE and act in sublabels else None
