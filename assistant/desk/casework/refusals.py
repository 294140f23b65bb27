"""What case work at the desk refuses, as problem documents."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.problems import Problem
from assistant.desk.conversations import NotVisibleError


@contextmanager
def refusals() -> Iterator[None]:
    """Turn refusals of the block into problems; what is not visible does not exist."""
    with as_problems():
        try:
            yield
        except NotVisibleError as error:
            raise Problem("not_found") from error
