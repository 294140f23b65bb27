"""The description as the form will have it: a formal version, unless the citizen wants another."""

import re

from actions.base import Turn
from assistant.language.formal import formal

_MOST_CHARACTERS = 4000
_OWN = re.compile(
    r"(?:نوشته|متن|حرف|جمله|کلمات|عبارت)(?:‌?های?)? ?(?:خودم|خود من)(?![\w‌])"
    r"|همان(?:‌?طور|‌?جور)? که (?:خودم )?(?:نوشتم|گفتم)|(?:رسمی|کتابی)(?:‌?اش|ش)? نکن"
)


def formal_version(turn: Turn) -> str | None:
    """The formal version of the description; None when there is none beside the own words."""
    told = turn.slot("case_description")
    if not told or turn.slot("case_wording"):
        return None
    said = formal(told)
    is_other = said.rstrip(".") != told.strip().rstrip(".")
    return said if is_other and 3 <= len(said) <= _MOST_CHARACTERS else None


def wants_own_words(text: str) -> bool:
    """Whether a repaired text asks that the citizen's own words are filed."""
    return bool(_OWN.search(text))
