"""Ready answers, listed and kept. Plain functions of a `Session`; each change is on record.

Everybody who answers citizens, in talk or on a case, keeps private ones; supervisors and
administrators keep the shared ones. Nobody sees private ones of others.
"""

from uuid import uuid4

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from assistant.cases.search.words import wanted as wanted_words
from assistant.cases.search.words import words_of
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.masking import for_citizen
from assistant.desk.models import Account, ReadyAnswer
from assistant.desk.ready.schemas import (
    AnswerChange,
    AnswerIn,
    AnswerOut,
    AnswerQuery,
    AnswersOut,
    AnswerWords,
    AtHand,
    CannedOut,
    placeholders,
    with_known_placeholders,
)
from assistant.desk.roles import Permission
from assistant.language.dates import jalali_brief
from assistant.storage.statements import locked

_MOST_WORDS = 16
MOST = 300
"""So many private ones, and so many shared ones: nobody finds one among more."""


class NoReadyAnswerError(ValueError):
    """There is no such ready answer, or none that the viewer may see."""


class NotAllowedError(ValueError):
    """The viewer may not change shared answers, or can have no private ones."""


class ChangedMeanwhileError(ValueError):
    """Somebody has changed it since the writer saw it; `version` is the present one."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class FullError(ValueError):
    """There are `MOST` already."""


def at_hand(session: Session, viewer: Viewer) -> AtHand:
    """The answers that the viewer can put into a reply, private ones first."""
    rows = _rows(session, viewer, AnswerQuery())
    own_first = sorted(rows, key=lambda row: row.owner_id is None)
    told = [
        CannedOut(id=row.id, title=row.title, text=row.text, is_shared=row.owner_id is None)
        for row in own_first
    ]
    return AtHand(answers=told, placeholders=list(placeholders()))


def listed(session: Session, viewer: Viewer, wanted: AnswerQuery) -> AnswersOut:
    """The ready answers that the viewer may see, by title."""
    rows = _rows(session, viewer, wanted)
    ids = {row.changed_by for row in rows if row.changed_by}
    names = select(Account.id, Account.name).where(Account.id.in_(ids))
    known = dict(session.execute(names).all())
    return AnswersOut(
        answers=[_out(row, viewer, known.get(row.changed_by or "")) for row in rows],
        placeholders=list(placeholders()),
    )


def add(session: Session, viewer: Viewer, wish: AnswerIn) -> AnswerOut:
    """Keep a new one; raises `NotAllowedError`, `FullError` and `UnknownPlaceholderError`."""
    owner = None if wish.is_shared else viewer.account.id
    _check_rights(viewer, owner)
    _check_room(session, owner)
    row = ReadyAnswer(id=uuid4().hex, owner_id=owner, created_at=viewer.at, version=0)
    session.add(row)
    return _written(session, viewer, row, _kept(wish), Audited.READY_ANSWER_ADDED)


def change(session: Session, viewer: Viewer, id_: str, wish: AnswerChange) -> AnswerOut:
    """Set its words, if the writer has seen the present ones.

    Raises `NoReadyAnswerError`, `NotAllowedError`, `ChangedMeanwhileError`,
    `UnknownPlaceholderError`.
    """
    row, words = _in_hand(session, viewer, id_), _kept(wish)
    # A repeated change, whose answer was lost, is no change by somebody else.
    if wish.version != row.version and words != (row.title, row.text):
        raise ChangedMeanwhileError(row.version)
    return _written(session, viewer, row, words, Audited.READY_ANSWER_CHANGED)


def retire(session: Session, viewer: Viewer, id_: str) -> AnswerOut:
    """Take one out of use; raises `NoReadyAnswerError` and `NotAllowedError`."""
    row = _in_hand(session, viewer, id_)
    if row.retired_at is None:
        row.retired_at = viewer.at
        _note(session, viewer, row, Audited.READY_ANSWER_RETIRED)
    return _out(row, viewer, viewer.account.name)


def restore(session: Session, viewer: Viewer, id_: str) -> AnswerOut:
    """Bring one back into use; raises as `add` does, and `NoReadyAnswerError`."""
    row = _in_hand(session, viewer, id_)
    if row.retired_at is not None:
        _check_room(session, row.owner_id)
        row.retired_at = None
        _note(session, viewer, row, Audited.READY_ANSWER_RESTORED)
    return _out(row, viewer, viewer.account.name)


def _kept(wish: AnswerWords) -> tuple[str, str]:
    """Title and text as they are kept."""
    text = for_citizen(with_known_placeholders(wish.text))
    return for_citizen(wish.title)[:80], text[:2000]


def _written(
    session: Session, viewer: Viewer, row: ReadyAnswer, words: tuple[str, str], action: Audited
) -> AnswerOut:
    row.title, row.text = words
    _note(session, viewer, row, action)
    return _out(row, viewer, viewer.account.name)


def _note(session: Session, viewer: Viewer, row: ReadyAnswer, action: Audited) -> None:
    row.changed_by, row.changed_at = viewer.account.id, viewer.at
    row.version += 1
    told = {"answer": row.id, "shared": row.owner_id is None}
    note_audit(session, action, viewer.account.id, data=told)


def _rows(session: Session, viewer: Viewer, wanted: AnswerQuery) -> list[ReadyAnswer]:
    is_out = ReadyAnswer.retired_at.is_not(None)
    query = select(ReadyAnswer).where(_visible(viewer), is_out if wanted.retired else ~is_out)
    if wanted.whose is not None:
        is_shared = ReadyAnswer.owner_id.is_(None)
        query = query.where(is_shared if wanted.whose == "shared" else ~is_shared)
    words = wanted_words(wanted.words, _MOST_WORDS)
    if wanted.words and not words:
        return []  # punctuation alone, which finds no text
    ordered = query.order_by(ReadyAnswer.title, ReadyAnswer.id).limit(2 * MOST)
    return [row for row in session.scalars(ordered) if _has(row, words)]


def _has(row: ReadyAnswer, words: list[str]) -> bool:
    """Whether each word begins one of title or text, however letters and half-spaces were typed."""
    known = words_of(row.title, row.text).split()
    return all(any(one.startswith(word) for one in known) for word in words)


def _visible(viewer: Viewer) -> ColumnElement[bool]:
    return or_(ReadyAnswer.owner_id.is_(None), ReadyAnswer.owner_id == viewer.account.id)


def _in_hand(session: Session, viewer: Viewer, id_: str) -> ReadyAnswer:
    for row in locked(session, select(ReadyAnswer).where(ReadyAnswer.id == id_, _visible(viewer))):
        _check_rights(viewer, row.owner_id)
        return row
    raise NoReadyAnswerError(id_)


def _check_rights(viewer: Viewer, owner_id: str | None) -> None:
    if not _may_change(viewer, owner_id):
        raise NotAllowedError


def _may_change(viewer: Viewer, owner_id: str | None) -> bool:
    if owner_id is None:
        return viewer.may(Permission.SHARE_READY_ANSWERS)
    answers = viewer.may(Permission.ANSWER_CITIZENS) or viewer.may(Permission.ANSWER_CASES)
    return owner_id == viewer.account.id and answers


def _check_room(session: Session, owner_id: str | None) -> None:
    same = ReadyAnswer.owner_id.is_(None) if owner_id is None else ReadyAnswer.owner_id == owner_id
    count = select(func.count()).where(same, ReadyAnswer.retired_at.is_(None))
    if (session.scalar(count) or 0) >= MOST:
        raise FullError


def _out(row: ReadyAnswer, viewer: Viewer, changed_by: str | None) -> AnswerOut:
    return AnswerOut(
        id=row.id,
        title=row.title,
        text=row.text,
        is_shared=row.owner_id is None,
        is_retired=row.retired_at is not None,
        may_change=_may_change(viewer, row.owner_id),
        version=row.version,
        changed_by=changed_by,
        changed_at_fa=jalali_brief(row.changed_at, viewer.at),
    )
