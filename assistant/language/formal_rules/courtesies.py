"""Greetings and thanks around the matter, which no form needs."""

import re

from assistant.language.repair.verbs import is_verb

_END = r"(?![\w\u200c])"
_TIMES = r"(?:وقت|روز|صبح|ظهر|عصر|شب)(?:تان|ت| شما)? ?(?:به خیر|بخیر|خوش)"
_GREETINGS = (
    rf"(?:سلام(?: علیکم| علیک| و درود| و احترام| و عرض ادب| و وقت بخیر)?|درود(?: بر شما)?|"
    rf"با سلام(?: و احترام| و درود)?|{_TIMES}|خسته نباشید|ارادت|عرض ادب|ببخشید|شرمنده|خب|والا|"
    r"دوست عزیز|(?:آقا|خانم|داداش|عزیزم)(?=\s*[،,])|"
    r"(?:آقا|بابا|داداش)(?= (?:این|آن|من|ما|چرا|یک|از|شما|اداره)(?![\w\u200c])))"
)
_THANKS = (
    r"(?:(?:خیلی |خیلی خیلی )?(?:ممنون(?:م| می‌شوم)?|متشکرم?|سپاسگزارم|سپاس|مرسی)|"
    r"با (?:تشکر|سپاس|احترام)|دستتان درد نکند|دمتان گرم|خدا خیرتان بدهد|خدانگهدار|خداحافظ)"
)
_OPENING = re.compile(rf"^(?:[\s،,.!]*{_GREETINGS}{_END}[\s،,.!:]*)+")
_CLOSING = re.compile(rf"(?P<before>[^\s،,.!؟]*)(?P<gap>[\s،,.!؟]+){_THANKS}{_END}[\s،,.!]*$")
_ONLY_THANKS = re.compile(rf"^[\s،,.!]*{_THANKS}{_END}[\s،,.!]*$")


def without_courtesies(line: str) -> str:
    """A written line without greetings before it and thanks after it.

    Thanks that are the matter itself stay: «از کارشناس باجه ممنونم».
    """
    line = _OPENING.sub("", line)
    while (closing := _CLOSING.search(line)) and _ends_before(closing):
        line = line[: closing.end("before")] + closing["gap"].strip(" ،,")
    return "" if _ONLY_THANKS.match(line) else line


def _ends_before(closing: "re.Match[str]") -> bool:
    """Whether the sentence had ended already where the thanks begin."""
    return bool(closing["gap"].strip()) or is_verb(closing["before"])
