"""What a question about the own case wants to know: whether it is possible, late, needed, …"""

import re
from collections.abc import Collection

from assistant.dialogue import words

ASKS = ("late", "time", "fine", "exempt", "must", "may")
"""Asks for a yes or no; what a question has words for first in this order, it asks."""
_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:می‌توانم|می‌توانیم|بگیرم|بگیریم|بدهم|بکنم|کنم|بروم|می‌گیرم|می‌شوم|مشمولم|بشوم|باشم)(?!\w)"
)
_FOR_ANOTHER = re.compile(
    r"(?<!\w)برا\S*|(?:اش|ش|شان|شون) (?:را )?(?:بیمه |ثبت‌?نام )?(?:کنم|کنیم|بگیرم|بکنم)"
    r"|بیمه‌?اش|بیمه‌?شان"
)
_ROLES = {"tenant"}
"""Who asks of these is one: «مستأجرم، می‌توانم …؟»."""
_RELATIVES = ("son", "daughter", "child", "father", "mother", "husband", "wife")


def asked(question: str) -> str:
    """Which yes or no a repaired question wants; empty where it wants something else."""
    if any(words.has("own_asks", question, name) for name in ("until", "when", "open", "feared")):
        return ""
    return next((name for name in ASKS if words.has("own_asks", question, name)), "")


def value_asked(question: str) -> str:
    """Which sum a repaired question wants: «until», «when» or «much»; empty where none."""
    found = (name for name in ("until", "when", "much") if words.has("own_asks", question, name))
    return next(found, "")


def agrees(question: str, whose: frozenset[str]) -> bool:
    """Whether the one who is asked about may be the one whose age was told."""
    if not whose:
        return True
    if "self" in whose:
        return not any(words.has("persons", question, name) for name in _RELATIVES)
    return not _FIRST_PERSON.search(question) or bool(_FOR_ANOTHER.search(question))


def is_meant(question: str, whom: Collection[str]) -> bool:
    """Whether a question is about one of `whom`, by their name, and not about the asker."""
    named = {name for name in whom if words.has("persons", question, name)}
    return bool(named & _ROLES) or (bool(named) and not _FIRST_PERSON.search(question))
