"""What comes in: a citizen's message, and how it is made safe to keep and to pass on."""

import json
import re
from dataclasses import dataclass, field

from assistant.cases.codes import bare_pair
from assistant.guessing.tries import HERE, Caller
from assistant.language.controls import without_controls
from assistant.language.digits import ascii_digits
from assistant.language.pii import mask
from assistant.storage.digests import plain

MAX_CHARACTERS = 2000
HIDDEN_PIN = "[رمز]"
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[- ]?[0-9A-Za-z]){7}(?![0-9A-Za-z])")
_PIN = re.compile(r"(?<!\d)\d{6}(?!\d)")
_COMMAND_START = re.compile(r"^[/\s]+")


@dataclass(frozen=True)
class Message:
    """A text or a button's choice; exactly one of the two is set.

    `caller` says by whose address pins in the text are counted.
    """

    text: str | None = None
    choice: str | None = None
    caller: Caller = field(default=HERE, compare=False)

    @property
    def fingerprint(self) -> str:
        """Tells messages apart; never stored, since what people write can be guessed."""
        return plain(json.dumps([self.text, self.choice]).encode())


def cleaned(text: str) -> str:
    """`text` without control characters, and without a slash that Rasa would take for a command."""
    # Spaces between slashes too: «/ /affirm» would otherwise leave a command behind.
    return _COMMAND_START.sub("", without_controls(text)).strip()


def safe_to_keep(text: str) -> str:
    """`text` with personal data masked, and with the pin hidden where a tracking code stands."""
    if pair := bare_pair(text):
        # Nothing else is in it, and what a mask would find in such digits is none of it.
        _, pin = pair
        return text[: pin.start] + HIDDEN_PIN + text[pin.stop :]
    masked = mask(text).text
    if not _CODE.search(ascii_digits(masked)):
        return masked
    return "".join(_hide_pins(masked))


def _hide_pins(text: str) -> list[str]:
    # Digits of any script are one character each, so places in both texts agree.
    parts, last = [], 0
    for match in _PIN.finditer(ascii_digits(text)):
        parts += [text[last : match.start()], HIDDEN_PIN]
        last = match.end()
    return [*parts, text[last:]]
