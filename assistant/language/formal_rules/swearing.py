"""Swearing that tells only how angry the citizen is; what others said stays, it is evidence."""

import re

_WORDS = (
    "لعنتی|کثافت|عوضی|احمق|بی‌شعور|بیشعور|نفهم|بی‌شرف|بیشرف|بی‌ناموس|بی‌غیرت|بی‌همه‌چیز|بی‌وجدان|"
    "پدرسگ|پدر سگ|پدرسوخته|پدر سوخته|مزخرف|گاو|الاغ|آشغال|پست‌فطرت|پست فطرت|حرامزاده|حروم‌زاده|"
    "حرام‌زاده|دیوث|بی‌پدر|بی‌پدرومادر|خاک‌برسر|کله‌پوک|ابله|نکبت"
)
_PLURAL = r"(?:\u200c?(?:ها|هایی|های|ان))?"
_START, _END = r"(?<![\w\u200c])", r"(?![\w\u200c])"
_CURSES = re.compile(
    rf"{_START}(?:خاک (?:بر|تو|توی|در) سر(?:تان|شان|ت|ش)|لعنت (?:به|بر) (?:شما|آن‌ها|همه‌تان|همه‌شان|"
    rf"همتان|همشان)|مرده‌?شور(?:تان|شان)? (?:را )?(?:ببر(?:د|ند)|ببره)|گندتان بزنند|گندشان بزنند)"
    rf"{_END}[\s،!.]*"
)
_POINTED = re.compile(rf"{_START}(?P<this>این|آن) (?:{_WORDS})(?P<many>\u200c?(?:ها|ان))?{_END}")
# Said of a noun («کارمند احمق») or by itself between marks; never the last thing before a verb.
_ALONE = re.compile(rf"(?:^|(?<=[،.!؟؛]))\s*(?:{_WORDS}){_PLURAL}\s*(?=$|[،.!؟؛])[،.!؟؛]?")
_BESIDE = re.compile(
    rf"(?P<noun>(?:کارمند|کارشناس|رئیس|رییس|مدیر|مأمور|مامور|اپراتور|منشی|افسر|اداره|سازمان|سامانه|"
    rf"سایت|سیستم|شهرداری|بانک|دستگاه|برنامه|مسئول|متصدی|نگهبان)(?:\u200c?(?:ها|های|ان))?)"
    rf" (?:{_WORDS}){_PLURAL}{_END}"
)
_REPORTED = re.compile(
    rf"{_START}(?:می‌?)?(?:گفت|گوید|گویند|گفته|خواند|نامید|صدا|داد|فحش|ناسزا|توهین|خطاب|فریاد|نوشت)"
)
_CLAUSES = re.compile(r"(?<=[.!؟؛\n])")


def without_swearing(line: str) -> str:
    """A written line without swear words that say nothing of what happened."""
    return "".join(
        clause if _REPORTED.search(clause) else _cleaned(clause) for clause in _CLAUSES.split(line)
    )


def _cleaned(clause: str) -> str:
    clause = _CURSES.sub("", clause)
    clause = _POINTED.sub(_pointed, clause)
    return _BESIDE.sub(lambda found: found["noun"], _ALONE.sub(" ", clause))


def _pointed(found: "re.Match[str]") -> str:
    """«این احمق‌ها» still points to somebody when the word is gone."""
    return f"{found['this']}\u200cها" if found["many"] else f"{found['this']} شخص"
