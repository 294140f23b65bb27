"""The buttons that the assistant shows, the Rasa commands behind them, and words typed instead.

A choice is accepted only if it was shown in the same conversation, so a client can send no invented
command. The card of a service is open to all: its page in the catalogue asks for it. A citizen who
waits for a human may type that the assistant should go on, instead of pressing its button.
"""

import json
import re
from collections.abc import Iterable

from assistant.language.repair import repair
from assistant.replies.schemas import ChoicesReply, Reply
from knowledge.catalogue import Catalogue

_PLAIN = {
    "human": ("talk_to_human", {}),
    "complain": ("complain", {}),
    "track": ("track_case", {}),
    "ask": ("ask_service", {}),
    "none": ("deny", {}),
    "confirm": ("affirm", {"form_command": "confirm"}),
    "confirm_named": ("affirm", {"form_command": "confirm"}),
    "cancel": ("deny", {"form_command": "cancel"}),
    "alone": ("deny", {"form_command": "alone"}),
    "skip_place": ("deny", {"form_command": "skip_place"}),
    "withdraw": ("affirm", {}),
    "send": ("affirm", {}),
    "keep": ("deny", {}),
    "safe": ("deny", {}),
}
_VALUED = {
    "service": ("ask_service", "service_id"),
    "details": ("ask_service", "service_id"),
    "journey": ("ask_service", "service_id"),
    "about": ("ask_service", "service_id"),
    "agency": ("complain", "agency_id"),
    "edit": ("deny", "form_command"),
    "follow": ("affirm", "follow"),
}
RESUME_BOT = "bot"
"""The one choice that never reaches Rasa: back from the queue to the assistant."""
MAX_REMEMBERED = 60


def command(choice: str) -> str:
    """The Rasa message behind `choice`; raises `KeyError` for a choice that means nothing."""
    name, _, value = choice.partition(":")
    if not value:
        intent, entities = _PLAIN[name]
        return f"/{intent}{json.dumps(entities)}"
    intent, entity = _VALUED[name]
    return f"/{intent}{json.dumps({entity: choice if name == 'edit' else value})}"


def title_of(choice: str, catalogue: Catalogue) -> str | None:
    """The title of the service whose card `choice` asks for; None where it asks for none."""
    name, _, value = choice.partition(":")
    entry = catalogue.by_id.get(value) if name == "service" else None
    return entry.service.title if entry else None


_TOLD = {"کارشناس": "human", "اپراتور": "human", "انصراف": "cancel"}
"""Words that the assistant itself asks people to type; they do what their buttons do."""
_EDGES = " .!،؟?«»\"'\u200c"


def typed(text: str, shown: dict[str, str]) -> str | None:
    """The choice whose title, or whose word, is the whole typed text; None when there is none."""
    plain = _plain(text)
    if (told := _TOLD.get(plain)) and (told != "cancel" or told in shown):
        return told
    titles = {_plain(title): choice for choice, title in shown.items() if " " in title}
    return titles.get(plain)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200c", " ").strip(_EDGES).split())


def shown_in(replies: Iterable[Reply]) -> dict[str, str]:
    """Titles by choice, of all options in `replies`."""
    return {
        option.choice: option.title
        for reply in replies
        if isinstance(reply, ChoicesReply)
        for option in reply.options
    }


def remembered(earlier: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """The choices that stay valid: the most recent ones."""
    merged = {key: title for key, title in earlier.items() if key not in new} | new
    return dict(list(merged.items())[-MAX_REMEMBERED:])


_MOST_WORDS, _LEAST_REST = 9, 2
_ASSISTANT = r"(?:خودت|خودتان|دستیار|ربات|روبات|هوش مصنوعی)"
_GOES_ON = (
    r"(?:(?:جواب|پاسخ|ادامه) (?:بده|بدهید|بدهیم|می‌دهم|می‌دهیم)|بگو|بگویید|"
    r"(?:راهنمایی|کمک) (?:کن|کنید)|برگرد|برمی‌گرد)"
)
_PIECE = re.compile(r"[^.!؟?،,؛\n]+[.!؟?،,؛\n]*")
_BACK = re.compile(
    rf"(?<![\w‌]){_ASSISTANT}(?: \S+){{0,3}} {_GOES_ON}"
    rf"|(?<![\w‌]){_GOES_ON}\S*(?: \S+){{0,2}} (?:به|با|پیش) {_ASSISTANT}"
    r"|(?<![\w‌])(?:کارشناس|اپراتور|آدم|همکارت\S*)(?: را)? (?:نمی‌خواهم|لازم نیست|لازم ندارم)"
    rf"|(?<![\w‌])ادامه (?:به|با) {_ASSISTANT}|(?<![\w‌])با (?:خودت|خودتان|شما) (?:بود|هست)\S*"
    r"|نمی‌خواهم (?:صبر کنم|منتظر)|(?:صبر|منتظر) (?:نمی‌کنم|نمی‌مانم)|از صف (?:بیرون|در ?بیا|خارج)"
)


def wants_assistant_back(text: str) -> bool:
    """Whether a message as it was typed wants the assistant to go on («خودت جواب بده»)."""
    return rest_for_assistant(text) is not None


def rest_for_assistant(text: str) -> str | None:
    """The rest of a message that wants the assistant to go on; None if the message does not.

    «ادامه با دستیار. مدارکش چیه؟» leaves «مدارکش چیه؟», which is answered at once.
    """
    pieces = [match[0].strip() for match in _PIECE.finditer(text)]
    rest = [_rest_of(piece) for piece in pieces]
    if not any(one is not None for one in rest):
        return None
    told = (piece if one is None else one for piece, one in zip(pieces, rest, strict=True))
    return " ".join(filter(None, told))


def _rest_of(piece: str) -> str | None:
    """The words beside the wish in a piece: «خودت بگو مهلتش چقدره» leaves «مهلتش چقدره»."""
    if len(piece.split()) > _MOST_WORDS:
        return None
    plain, found = _BACK.subn(" ", repair(piece).text)
    rest = plain.split()
    return (" ".join(rest) if len(rest) >= _LEAST_REST else "") if found else None
