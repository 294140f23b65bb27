"""Views of the table of cases that somebody keeps. Plain functions of a `Session`."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from assistant.desk.casework.models import SavedView
from assistant.desk.casework.table_schemas import Shown, ViewIn, ViewOut
from assistant.desk.conversations import Viewer
from assistant.desk.models import Account
from assistant.language.pii import mask
from assistant.storage.statements import locked

MOST = 30
"""So many views of one person: more are found by nobody."""


class ViewsFullError(ValueError):
    """There are `MOST` already."""


class NoViewError(ValueError):
    """There is no such view, or it is another's."""


def views_of(session: Session, viewer: Viewer) -> list[ViewOut]:
    """The viewer's own, by name."""
    query = select(SavedView).where(SavedView.account_id == viewer.account.id)
    return [_out(row) for row in session.scalars(query.order_by(SavedView.name))]


def keep_view(session: Session, viewer: Viewer, wish: ViewIn) -> ViewOut:
    """Keep a view; one of the same name is written anew. Raises `ViewsFullError`."""
    # One at a time for each person, so that two tabs make neither a twin nor one too many.
    locked(session, select(Account).where(Account.id == viewer.account.id))
    own = SavedView.account_id == viewer.account.id
    name = mask(wish.name).text[:60]
    row = session.scalar(select(SavedView).where(own, SavedView.name == name))
    if row is None:
        if (session.scalar(select(func.count()).where(own)) or 0) >= MOST:
            raise ViewsFullError
        row = SavedView(account_id=viewer.account.id, name=name, created_at=viewer.at)
        session.add(row)
    shown = wish.shown.model_copy(update={"q": mask(wish.shown.q).text[:200]})
    row.shown = shown.model_dump(mode="json")
    session.flush()
    return _out(row)


def drop_view(session: Session, viewer: Viewer, id_: str) -> None:
    """Drop a view; raises `NoViewError`."""
    of_it = SavedView.id == id_, SavedView.account_id == viewer.account.id
    if session.scalar(select(SavedView.id).where(*of_it)) is None:
        raise NoViewError(id_)
    session.execute(delete(SavedView).where(*of_it))


def _out(row: SavedView) -> ViewOut:
    return ViewOut(id=row.id, name=row.name, shown=Shown.model_validate(row.shown))
