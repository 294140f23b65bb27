"""What every way of sending text messages can do."""

from dataclasses import dataclass, field
from typing import Protocol

from assistant.storage.jobs import Work


@dataclass(frozen=True)
class TextMessage:
    """One message; `key` is that of its job, the same at every attempt.

    `case_id` says with whose data a note about it is erased. Number and text show in no `repr`.
    """

    mobile: str = field(repr=False)
    text: str = field(repr=False)
    key: str
    case_id: int | None = None


class SmsPort(Protocol):
    """Sends text messages."""

    async def send(self, message: TextMessage) -> Work | None:
        """Send `message`, at least once under its key; raises `TryAgain`, `Postpone` or `GiveUp`.

        What is returned is to be kept together with the job's end.
        """
        ...

    async def close(self) -> None:
        """Give back what was opened."""
        ...
