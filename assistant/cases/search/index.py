"""The index of words: full-text search as each database has it built in.

It holds only words that the desk and the case's agency may read: descriptions with personal values
masked. Only a search for a word shows which case it came from.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Integer, String, bindparam, false, text
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.cases.search.words import wanted, words_of

FEW = 1000
"""So many cases are looked at one by one; if more have the words, a page of them is near."""
MOST_WORDS = 6
_PREFIX_FROM = 2
_ADD = {
    "sqlite": text("INSERT INTO case_words (rowid, words) VALUES (:id, :words)"),
    "postgresql": text(
        "INSERT INTO case_words (case_id, words)"
        " VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}
_REMOVE = {
    "sqlite": text(
        "INSERT INTO case_words (case_words, rowid, words) VALUES ('delete', :id, :words)"
    ),
    "postgresql": text("DELETE FROM case_words WHERE case_id = :id"),
}
_ERASES_AT_ONCE = (3, 42, 0)
_ERASE_AT_ONCE = text("INSERT INTO case_words (case_words, rank) VALUES ('secure-delete', 1)")
_FIND = {
    "sqlite": "SELECT rowid AS case_id FROM case_words WHERE case_words MATCH :asked",
    "postgresql": "SELECT case_id FROM case_words WHERE words @@ CAST(:asked AS tsquery)",
}
_FIRST = {
    "sqlite": "{} LIMIT :most",
    # With the limit in the query, PostgreSQL would expect to find so many soon, and read all cases
    # for a rare word.
    "postgresql": "WITH found AS MATERIALIZED ({}) SELECT case_id FROM found LIMIT :most",
}
_AND = {"sqlite": " AND ", "postgresql": " & "}
_BEGINNING = {"sqlite": '"{}"*', "postgresql": "'{}':*"}
_WHOLE = {"sqlite": '"{}"', "postgresql": "'{}'"}


def add(session: Session, texts: Mapping[int, Iterable[str | None]]) -> None:
    """Make new cases findable by the words of their texts, given by the case's row id."""
    rows = [{"id": case_id, "words": words_of(*told)} for case_id, told in texts.items()]
    session.execute(_ADD[_dialect(session)], rows)


def replace(
    session: Session, case_id: int, before: Iterable[str | None], after: Iterable[str | None]
) -> None:
    """Make a case findable by the words of its new texts, no longer by those of the old."""
    remove(session, case_id, before)
    add(session, {case_id: after})


def remove(session: Session, case_id: int, texts: Iterable[str | None]) -> None:
    """Make a case findable no more; `texts` are those by which it was added.

    Its words leave the index at once if SQLite is new enough, else when the index is next merged.
    """
    dialect, row = _dialect(session), {"id": case_id, "words": words_of(*texts)}
    if dialect == "sqlite" and sqlite3.sqlite_version_info >= _ERASES_AT_ONCE:
        session.execute(_ERASE_AT_ONCE)
    session.execute(_REMOVE[dialect], row if dialect == "sqlite" else {"id": case_id})


def has_words(session: Session, typed: str) -> ColumnElement[bool]:
    """The condition that a case has all of the first `MOST_WORDS` words of `typed`.

    A word of two letters or more matches by its beginning. A text without words matches nothing.
    """
    words = wanted(typed, MOST_WORDS)
    if not words:
        return false()
    dialect = _dialect(session)
    asked = _AND[dialect].join(_term(dialect, word) for word in words)
    first = text(_FIRST[dialect].format(_FIND[dialect])).bindparams(asked=asked, most=FEW + 1)
    few = list(session.scalars(first))
    if len(few) <= FEW:
        return Case.id.in_(few)
    every = text(_FIND[dialect]).bindparams(bindparam("asked", asked, String))
    # A sum, so that the database begins with the first cases and not with all that have the words.
    return (Case.id + 0).in_(every.columns(case_id=Integer))


def _term(dialect: str, word: str) -> str:
    """`word` holds letters and digits alone, so that nothing in it has a special meaning."""
    shape = _BEGINNING if len(word) >= _PREFIX_FROM else _WHOLE
    return shape[dialect].format(word)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
