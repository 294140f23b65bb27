"""Where it happened: which names of a message mean the place of a case, and which town."""

import re
from collections.abc import Sequence

from assistant.dialogue import words
from assistant.language.gazetteer import Mentions

Place = tuple[str, str]
"""Province and town, each empty where it is not known."""


def place_of(mentions: Mentions) -> Place | None:
    """The place that names come to; None where they come to none."""
    town = mentions.city or mentions.county
    return (mentions.province or "", town or "") if mentions.province or town else None


def meant_places(names: Sequence[str], message: str, stands: str) -> tuple[list[str], str]:
    """Which of the `names` in a message are meant; what stands behind a refused one, if none is.

    «خیابان گلستان» is no Golestan, whatever town is named beside it. Of «قم نه تبریز» the one that
    `stands` in the case already is not meant.
    """
    meant, behind = list[str](), ""
    for name in names:
        rest = behind_refusal(message, name)
        if stands and rest and not rest.startswith(stands):
            behind = rest
        elif not words.ends_with("ways", message.partition(name)[0]):
            meant.append(name)
    return meant, "" if meant else behind


def is_refused(name: str, message: str) -> bool:
    """Whether a message says that `name` is not meant: «اهواز نه، کوت عبدالله»."""
    return words.pattern("refusals").match(_behind(message, name)) is not None


def behind_refusal(message: str, name: str) -> str:
    """The rest of the sentence in which `name` is said not to be meant; empty where it is not."""
    after = _behind(message, name)
    refused = words.pattern("refusals").match(after)
    return re.split(r"[.!؟?\n]", after[refused.end() :].strip(" ،."))[0] if refused else ""


def with_its_town(found: Place | None, told: Mentions) -> Place | None:
    """A place with the town that a message names in it: «چرمهین شهرستان لنجان» is چرمهین."""
    if found is None or told.city is None or told.province != found[0]:
        return found
    return (found[0], told.city) if found[1] in {"", told.county} else found


def _behind(message: str, name: str) -> str:
    return message.partition(name)[2].lstrip(" .…،")
