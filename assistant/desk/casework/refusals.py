"""Refusals of case work at the desk, as problem documents."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.problems import Problem
from assistant.desk.casework.workspace import UnknownColleagueError
from assistant.desk.conversations import NotVisibleError
from assistant.desk.reveals import PoorReasonError, RepeatedReasonError, TooManyLooksError


@contextmanager
def refusals() -> Iterator[None]:
    """Turn refusals of the block into problems; an invisible case counts as unknown."""
    with as_problems():
        try:
            yield
        except NotVisibleError as error:
            raise Problem("not_found") from error
        except TooManyLooksError as error:
            raise Problem("reveals_used_up", {"Retry-After": str(error.wait_s)}) from error
        except PoorReasonError as error:
            raise Problem("reason_poor", errors=[{"field": "reason"}]) from error
        except UnknownColleagueError as error:
            raise Problem("unknown_colleague", errors=[{"field": "account_id"}]) from error
        except RepeatedReasonError as error:
            raise Problem("reason_repeated", errors=[{"field": "reason"}]) from error
