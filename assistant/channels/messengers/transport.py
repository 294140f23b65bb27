"""The port to a messenger: the only thing that delivery asks of one."""

from typing import Protocol

from assistant.channels.messengers.content import OutMessage
from assistant.channels.messengers.profile import Profile


class BlockedError(Exception):
    """The citizen has blocked the bot or left; nothing can be sent until they write again."""


class SlowDownError(Exception):
    """The messenger takes nothing more for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class RefusedError(Exception):
    """The messenger will never take this message."""


class TooLargeError(Exception):
    """A file with more bytes than were asked for."""


class Transport(Protocol):
    """Sends messages to chats of one messenger, and fetches files from it."""

    @property
    def profile(self) -> Profile:
        """What the messenger can."""

    async def send(self, address: str, message: OutMessage) -> None:
        """Send one message to the chat `address`.

        Raises `BlockedError`, `SlowDownError`, `RefusedError`; anything else is tried again later.
        """

    async def fetch(self, file: str, most: int) -> bytes:
        """The bytes of a file that came in, at most so many.

        Raises `TooLargeError`, and `RefusedError` for one that the messenger does not give;
        anything else is tried again later.
        """
