"""Whether a case is about a mission of Iran abroad."""

import re

from actions.base import Turn

_MISSION = re.compile(r"(?<!\w)(?:سفارت|(?:سر)?کنسولگری|کنسول‌گری)")


def is_of_mission(turn: Turn) -> bool:
    """Whether the case in hand, or this message, is about an embassy or a consulate."""
    told = f"{turn.slot('case_description') or ''} {turn.reading.masked}"
    return turn.slot("indicator") == "consular" or bool(_MISSION.search(told))
