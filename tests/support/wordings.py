"""The assistant's wordings by situation, so that no test repeats a sentence of its file."""

import re

from assistant.dialogue import sentences

_PLACE = re.compile(r"\\{\w+\\}")


def says(said: str, key: str) -> bool:
    """Whether `said` contains one of the wordings of a situation."""
    return any(re.search(_pattern(text), said, re.DOTALL) for text in sentences.wordings(key))


def _pattern(wording: str) -> str:
    return _PLACE.sub(".*?", re.escape(wording))
