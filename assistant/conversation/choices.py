"""The buttons that the assistant shows, and the Rasa commands that stand behind them.

A choice is accepted only if it was shown in the same conversation, so a client can send no command
of its own making. The card of a service is open to all: its page in the catalogue asks for it.
"""

import json
from collections.abc import Iterable

from assistant.replies.shapes import ChoicesReply, Reply
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
"""Words that the assistant itself tells people to type; they do what their buttons do."""
_EDGES = " .!،؟?«»\"'\u200c"


def typed(text: str, shown: dict[str, str]) -> str | None:
    """The choice whose title, or whose word, is all of what was typed; None when there is none."""
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
