"""Tells listeners of this process that a transaction with something for them was committed."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[], object]


class Bell:
    """Rings after commits; it may be rung from any thread, and its listeners must stand that."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def ring(self) -> None:
        """Call every listener."""
        for listener in tuple(self._listeners):
            listener()

    @contextmanager
    def heard_by(self, listener: Listener) -> Iterator[None]:
        """Let `listener` hear it until the block ends."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)


async def rang_within(bell: asyncio.Event, seconds: float) -> bool:
    """Wait until `bell` is set, at most so long; whether it was.

    Being cancelled in the very moment of its ringing still cancels: `asyncio.wait_for` of Python
    3.11 would forget it, and its caller would wait on for ever.
    """
    try:
        async with asyncio.timeout(seconds):
            return await bell.wait()
    except TimeoutError:
        return False
