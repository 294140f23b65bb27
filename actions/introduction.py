"""What the assistant says of itself when it is asked."""

import re

from rasa_sdk.events import EventType

from actions.base import Turn, remember
from actions.buttons import WAYS
from actions.line_meaning import asked_meaning
from actions.urgent import line_reply

_INTRODUCTION = (
    "من دستیار خودکار خدمات دولتی هستم، نه انسان. می‌گویم هر کار اداری با کدام دستگاه است و چه "
    "مدارک و مراحلی دارد، شکایت از اداره‌ها را ثبت و پیگیری می‌کنم، و اگر بخواهید شما را به کارشناس "
    "وصل می‌کنم. با کدام شروع کنیم؟",
    "این‌ها از من برمی‌آید: راهنمایی دربارهٔ کارهای اداری، ثبت و پیگیری شکایت، و وصل کردن به "
    "کارشناس. کدام را می‌خواهید؟",
)
_MOST_WORDS = 8
_YOU = r"(?:(?:تو|شما|خودت|خودتان) )?"
_CAN = r"(?:بلدی|بلدید|بلد هستی|می‌توانی|می‌توانید|می‌کنی|می‌کنید|می‌دهی|می‌دهید|داری|دارید)"
_MACHINE = r"(?:ربات|روبات|بات|آدم|انسان)(?:ی|ید| هستی| هستید| است)?|هوش مصنوعی(?:ه| است)?"
_ASKED = re.compile(
    rf"^{_YOU}(?:چه |چی )?کار(?:ی|ها|هایی|ایی)? ?(?:را )?(?:بلدی|بلدید|می‌توانی|می‌توانید)"
    rf"|^{_YOU}چه (?:کمکی|خدماتی|خدمتی|امکاناتی)(?: \S+){{0,2}} {_CAN}"
    r"|^از (?:تو|شما|دستت) چه \S+ بر"
    rf"|^{_YOU}(?:کی|چی|چه کسی) (?:هستی|هستید)|^{_YOU}کیستی"
    rf"|^(?:این |در |{_YOU})(?:یک )?(?:{_MACHINE})[\s؟?.!]*$|ربات (?:هستی|هستید)"
    r"|^(?:راهنما|راهنمایی|help)[\s؟?.!]*$"
)


def asks_of_itself(text: str) -> bool:
    """Whether a repaired text asks who or what the assistant is, or what it can do."""
    return len(text.split()) <= _MOST_WORDS and bool(_ASKED.search(text.lower()))


def self_told(turn: Turn) -> list[EventType] | None:
    """The answer to who asks about the assistant, or what a number is for; None for others."""
    if asks_of_itself(turn.matter.text):
        return introduce(turn)
    if line := asked_meaning(turn):
        turn.say(line_reply(line))
        return remember(failed_turns=0, offer=None, line=line.number, candidates=None)
    return None


def introduce(turn: Turn) -> list[EventType]:
    """Say what the assistant is and does, with a button for each."""
    turn.ask(turn.next_of("introduction", _INTRODUCTION), *WAYS)
    return remember(failed_turns=0, offer=None)
