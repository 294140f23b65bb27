"""Plain words by which a message tells something, though it may be taken for another act."""

import re

_MOST_WORDS = 10
_THANKS = re.compile(
    r"(?<![\w‌])(?:ممنون(?:م|یم)?|مرسی|متشکر(?:م|یم)|سپاس(?:گزارم)?|دست\S* درد نکند|دم\S* گرم|"
    r"خدا خیرت\S*)(?: \S+){0,2}[\s.!]*$"
)
_WAITING = re.compile(
    r"^(?:\S+ ){0,2}چند(?:ین)? (?:وقت|روز|هفته|ماه|سال)(?:ی)? است (?:که )?(?:\S+ ){3,}"
    r"(?:\S+ )?(?:ن?می‌\S+د)[\s.!]*$"
)


def says_thanks(text: str) -> bool:
    """Whether a short repaired text ends with thanks («زنگ زدم، دارند می‌آیند، ممنون»)."""
    return bool(_THANKS.search(text)) and len(text.split()) <= _MOST_WORDS


def tells_of_waiting(text: str) -> bool:
    """Whether «how long» tells and does not ask («چند وقت است هی امروز و فردا می‌کنند»)."""
    return bool(_WAITING.search(text)) and not text.endswith("؟")
