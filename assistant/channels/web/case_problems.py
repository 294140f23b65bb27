"""What the case desk refuses, as problem documents."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.cases.personal import NobodyNamedError
from assistant.cases.references import UnknownReferenceError
from assistant.cases.service import FilingKeyReusedError
from assistant.cases.transitions import IllegalMoveError, MoveKeyReusedError
from assistant.channels.web.problems import Problem, too_many
from assistant.guessing.tries import TooManyTriesError


@contextmanager
def as_problems() -> Iterator[None]:
    """Turn refusals of the block into problems."""
    try:
        yield
    except NobodyNamedError as error:
        raise Problem("named_without_contact") from error
    except UnknownReferenceError as error:
        raise Problem("unknown_reference", errors=[{"field": error.field}]) from error
    except (FilingKeyReusedError, MoveKeyReusedError) as error:
        raise Problem("key_reused") from error
    except IllegalMoveError as error:
        raise Problem("move_not_allowed", move=error.move, why=error.why) from error
    except TooManyTriesError as error:
        raise too_many(error.wait_s, error.puzzle) from error
