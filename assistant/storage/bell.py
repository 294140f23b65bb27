"""Tells listeners of this process that a transaction with something for them was committed."""

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
