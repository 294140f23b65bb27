"""What was said before a message, rendered as one line that the encoder reads behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

_ASKED = {
    "choice": "انتخاب",
    "yesno": "بله یا نه",
    "description": "چه شد",
    "agency": "کدام دستگاه",
    "place": "کدام شهر",
    "confirm": "ثبت شود؟",
    "follow": "پیگیری دیگران",
    "code": "کد رهگیری",
}
FOCI = {"draft": "شکایت در دست نوشتن", "filed": "شکایت ثبت شده"}
"""How a case is called in a context."""
_MOST_WORDS = 24


@dataclass(frozen=True)
class Context:
    """What the assistant said last and left open, and what the talk is about, in Persian words."""

    said: str = ""
    asked: str = "none"
    focus: str = ""
    options: Sequence[str] = ()

    def __str__(self) -> str:
        """One line, what tells most first, since its end may be cut; empty at the beginning."""
        said = " ".join(self.said.split()[:_MOST_WORDS])
        asked = _ASKED.get(self.asked, "")
        if not any((said, asked, self.focus)):
            return ""
        return " | ".join((asked, self.focus, said, " / ".join(self.options))).rstrip(" |")
