"""Counts from conversations what citizens asked about a service and the assistant did not know."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, load_only

from assistant.conversation.models import Conversation
from assistant.conversation.turn_records import state_of
from assistant.dialogue.state import State
from assistant.settings import get_settings
from assistant.storage.database import run_once
from knowledge.upkeep.report import Unanswered

_TOLD_UNKNOWN = "unknown:"
"""How the dialogue marks in `State.shown` that it said so: `unknown:SERVICE:ASPECT`."""
_AT_ONCE = 500


def unanswered(session: Session) -> Unanswered:
    """In how many conversations each aspect of each service was not known.

    A conversation remembers only what it showed last, so a long one may have forgotten some.
    """
    query = select(Conversation).options(load_only(Conversation.state))
    rows = session.scalars(query.execution_options(yield_per=_AT_ONCE))
    return dict(Counter(key for row in rows for key in _told_unknown(state_of(row))))


def unanswered_in_database() -> Unanswered | None:
    """The same counts from the database in the settings; None when there is none.

    Raises sqlalchemy.exc.DBAPIError when the database cannot be read.
    """
    file = make_url(get_settings().database)
    if file.get_backend_name() == "sqlite" and not _is_there(file.database):
        return None
    return run_once(unanswered)


def _is_there(file: str | None) -> bool:
    return file is not None and Path(file).exists()


def _told_unknown(state: State) -> Iterator[tuple[str, str]]:
    for key in state.shown:
        if key.startswith(_TOLD_UNKNOWN):
            service, _, aspect = key.removeprefix(_TOLD_UNKNOWN).partition(":")
            yield service, aspect
