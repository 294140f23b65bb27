"""Speech → writing by the steps of the repair that only reword what they know."""

import re

from assistant.language.repair import STEPS
from assistant.language.repair.verbs import is_verb

_LETTERS = re.compile(r"[\u0600-\u06ff]")
# Spelling would mend names that no dictionary has.
_STEPS = tuple(step for step in STEPS if step.name != "spelling")
_OF_LATIN = {"keyboard", "finglish"}
_MOST_PASSES = 8
_TITLES = (
    "آقای|خانم|خانوم|مهندس|دکتر|سرهنگ|سرگرد|سروان|ستوان|استوار|سرکار|جناب|حاج|حاجی|سید|استاد|به نام"
)
_KEPT = re.compile(rf"«[^»]*»|\"[^\"]*\"|(?<![\w\u200c])(?:{_TITLES})\s+(?P<name>[^\s،؛.؟!,]+)")
# «they said» in speech; in writing it is the infinitive, which stands behind such words.
_THEY_SAID = re.compile(
    r"(?<![\w\u200c])(?P<before>[^\s،؛.؟!]+)(?P<gap>[\s،]+)(?P<verb>ن?گفتن)(?= \w)"
)
_BEFORE_INFINITIVE = frozenset(
    "از به با برای در بدون هنگام حین ضمن قبل بعد پس پیش حق حرف سخن دروغ جای طرز اجازه".split()  # noqa: SIM905
)
_MARK = re.compile(r"#k([0-9]+)k")


def written(line: str) -> str:
    """One line in written Persian; quotations and names behind a title stay as typed.

    Words in Latin letters are read as Persian only where the whole line is typed so: in a Persian
    sentence they are names and addresses.
    """
    kept: list[str] = []

    def keep(found: "re.Match[str]") -> str:
        name = found["name"]
        if name is not None and is_verb(name):
            return found[0]
        part = name or found[0]
        kept.append(part)
        return f"{found[0][: -len(part)]}#k{len(kept) - 1}k"

    if _MARK.search(line):
        return line
    text = _reworded(_KEPT.sub(keep, line))
    return _MARK.sub(lambda found: kept[int(found[1])], text)


def _reworded(text: str) -> str:
    is_persian = bool(_LETTERS.search(text))
    for _ in range(_MOST_PASSES):
        before = text
        for step in _STEPS:
            if not (is_persian and step.name in _OF_LATIN):
                text = step.run(text)
        text = _THEY_SAID.sub(_they_said, text)
        if text == before:
            break
    return text


def _they_said(found: "re.Match[str]") -> str:
    ending = "" if found["before"] in _BEFORE_INFINITIVE else "د"
    return f"{found[0]}{ending}"
