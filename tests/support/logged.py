"""Everything that the process logs while a test runs, exactly as it would be written."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog


class Logged(logging.Handler):
    """Collects the rendered lines of structlog and of the standard library's loggers."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def rendered(self, _: Any, __: str, line: str) -> str:
        """A last processor: keeps every entry that structlog is about to print."""
        self.lines.append(line)
        return line

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@contextmanager
def everything_logged() -> Iterator[Logged]:
    logged, root = Logged(), logging.getLogger()
    processors = structlog.get_config()["processors"]
    processors.append(logged.rendered)
    root.addHandler(logged)
    level = root.level
    root.setLevel(logging.INFO)
    try:
        yield logged
    finally:
        root.setLevel(level)
        root.removeHandler(logged)
        processors.remove(logged.rendered)
