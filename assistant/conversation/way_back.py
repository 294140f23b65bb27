"""Who waits for a human and says that the assistant shall go on, instead of pressing its button."""

import re

from assistant.language.repair import repair

_MOST_WORDS = 9
_ASSISTANT = r"(?:خودت|خودتان|دستیار|ربات|روبات|هوش مصنوعی)"
_GOES_ON = (
    r"(?:(?:جواب|پاسخ|ادامه) (?:بده|بدهید|بدهیم|می‌دهم|می‌دهیم)|بگو|بگویید|"
    r"(?:راهنمایی|کمک) (?:کن|کنید)|برگرد|برمی‌گرد)"
)
_BACK = re.compile(
    rf"(?<![\w‌]){_ASSISTANT}(?: \S+){{0,3}} {_GOES_ON}"
    rf"|(?<![\w‌]){_GOES_ON}\S*(?: \S+){{0,2}} (?:به|با|پیش) {_ASSISTANT}"
    r"|(?<![\w‌])(?:کارشناس|اپراتور|آدم|همکارت\S*)(?: را)? (?:نمی‌خواهم|لازم نیست|لازم ندارم)"
    r"|نمی‌خواهم (?:صبر کنم|منتظر)|(?:صبر|منتظر) (?:نمی‌کنم|نمی‌مانم)|از صف (?:بیرون|در ?بیا|خارج)"
)


def wants_assistant_back(text: str) -> bool:
    """Whether a brief message as it was typed wants the assistant to go on («خودت جواب بده»)."""
    if len(text.split()) > _MOST_WORDS:
        return False
    return bool(_BACK.search(repair(text).text))
