"""What comes in from a messenger, whichever it is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a citizen did in the chat."""

    TEXT = "text"
    EDIT = "edit"
    BUTTON = "button"
    START = "start"
    HELP = "help"
    MOBILE = "mobile"
    CONTACT = "contact"
    FOREIGN_CONTACT = "foreign_contact"
    VOICE = "voice"
    PHOTO = "photo"
    FILE = "file"
    OTHER = "other"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


@dataclass(frozen=True)
class Incoming:
    """One update. `address` is the chat's own id; `key` is the update's id, the same each time.

    `text` holds the words, a button's data, a contact's number, or the code behind /start; `file`
    the messenger's id of a photo, voice message or document.
    """

    channel: str
    address: str
    key: str
    kind: Kind
    text: str = ""
    message: str = ""
    file: str = ""
