"""Incoming messages of citizens, and how they are made safe to keep and to pass on."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.cases.codes import bare_pair, has_code, pins_in
from assistant.cases.schemas import Contact
from assistant.citizens.sessions import Citizen
from assistant.guessing.tries import HERE, Caller
from assistant.language.controls import without_controls
from assistant.language.pii import mask
from assistant.language.pii_rules.context import is_of_receipt
from assistant.storage.digests import plain

MAX_CHARACTERS = 2000
HIDDEN_PIN = "[رمز]"
_COMMAND_START = re.compile(r"^[/\s]+")


@dataclass(frozen=True)
class Message:
    """A text or a button's choice; exactly one of the two is set.

    Pins in the text are counted by the address in `caller`; `citizen` is who is signed in.
    `contact` is the name and number that the citizen gives for a case that this message files; kept
    nowhere else.
    """

    text: str | None = None
    choice: str | None = None
    caller: Caller = field(default=HERE, compare=False)
    citizen: Citizen | None = field(default=None, compare=False)
    contact: Contact | None = None

    @property
    def fingerprint(self) -> str:
        """Distinguishes messages; never stored, since people's words can be guessed."""
        told = [self.contact.model_dump(exclude_none=True)] if self.contact else []
        return plain(json.dumps([self.text, self.choice, *told]).encode())


def cleaned(text: str) -> str:
    """`text` without control characters, and without a slash that Rasa would take for a command."""
    # Spaces between slashes too: «/ /affirm» would otherwise leave a command behind.
    return _COMMAND_START.sub("", without_controls(text)).strip()


def safe_to_keep(text: str, *, is_after_code: bool = False) -> str:
    """`text` with personal data masked, and with the pin beside a tracking code hidden.

    `is_after_code`: the code came in an earlier message, and its pin is awaited.
    """
    if pair := bare_pair(text):
        # Nothing else is in the text, so masks must not match parts of these digits.
        return _without(text, [pair[1]])
    masked = mask(text).text
    # A code may look like a name, and is hidden as one: its pin is a pin all the same.
    is_with_code = is_after_code or has_code(masked) or has_code(text)
    if not is_with_code:
        return masked
    # «شماره رسیدم ۴۸۲۹۱۳» is no pin, and its agency must read it.
    pins = pins_in(masked)
    kept = [] if is_after_code else [p for p in pins if is_of_receipt(masked, p.start)]
    return _without(masked, [pin for pin in pins if pin not in kept])


def _without(text: str, pins: Iterable[slice]) -> str:
    parts, last = list[str](), 0
    for pin in pins:
        parts += [text[last : pin.start], HIDDEN_PIN]
        last = pin.stop
    return "".join([*parts, text[last:]])
