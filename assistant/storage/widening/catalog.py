"""Reads from PostgreSQL's catalog the columns of a table, and the objects that depend on them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text


@dataclass(frozen=True)
class Index:
    """An index with one of the columns; `constraint` is `PRIMARY KEY` or `UNIQUE` where it is one.

    `definition` begins after the word that ends in the table's name: `USING …`.
    """

    name: str
    is_unique: bool
    definition: str
    constraint: str


@dataclass(frozen=True)
class Reference:
    """A foreign key of or to one of the columns: its table, its target, its name and definition."""

    table: str
    target: str
    name: str
    definition: str


def type_of(connection: Connection, table: str, column: str) -> str | None:
    """The type of a column, None where there is no such table or column."""
    query = (
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = to_regclass(:table) AND attname = :column AND NOT attisdropped"
    )
    found: str | None = _rows(connection, query, table=table, column=column, only=True)
    return found


def is_required(connection: Connection, table: str, column: str) -> bool:
    """Whether a column is never NULL."""
    query = (
        "SELECT attnotnull FROM pg_attribute WHERE attrelid = to_regclass(:table)"
        " AND attname = :column"
    )
    return bool(_rows(connection, query, table=table, column=column, only=True))


def sequence_of(connection: Connection, table: str, column: str) -> str | None:
    """The sequence that counts up a column."""
    query = "SELECT pg_get_serial_sequence(:table, :column)"
    found: str | None = _rows(connection, query, table=table, column=column, only=True)
    return found


def default_of(connection: Connection, table: str, column: str) -> str | None:
    """The default of a column, as SQL."""
    query = (
        "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a"
        " ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
        " WHERE d.adrelid = to_regclass(:table) AND a.attname = :column"
    )
    found: str | None = _rows(connection, query, table=table, column=column, only=True)
    return found


def pages_of(connection: Connection, table: str) -> int:
    """How many pages of 8 kB a table has."""
    query = "SELECT pg_relation_size(to_regclass(:table)) / 8192"
    return int(_rows(connection, query, table=table, only=True) or 0)


def indexes_of(connection: Connection, table: str, columns: Sequence[str]) -> list[Index]:
    """The whole and valid indexes of a table whose definition names one of the columns."""
    query = (
        "SELECT c.relname, i.indisunique, pg_get_indexdef(i.indexrelid), k.contype"
        " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')"
        " WHERE i.indrelid = to_regclass(:table) AND i.indisvalid ORDER BY c.relname"
    )
    words = {"p": "PRIMARY KEY", "u": "UNIQUE"}
    found = [
        Index(name, is_unique, definition[definition.index(" USING ") + 1 :], words.get(kind, ""))
        for name, is_unique, definition, kind in _rows(connection, query, table=table)
    ]
    return [one for one in found if any(_word(column).search(one.definition) for column in columns)]


def references_of(connection: Connection, table: str, columns: Sequence[str]) -> list[Reference]:
    """The foreign keys of these columns, and those of other tables to them."""
    query = (
        "SELECT k.conrelid::regclass::text, k.confrelid::regclass::text, k.conname,"
        " pg_get_constraintdef(k.oid)"
        " FROM pg_constraint k WHERE k.contype = 'f' AND EXISTS ("
        "  SELECT 1 FROM pg_attribute a WHERE a.attrelid = to_regclass(:table)"
        "  AND a.attname = ANY(:columns) AND ("
        "   (k.conrelid = a.attrelid AND a.attnum = ANY(k.conkey))"
        "   OR (k.confrelid = a.attrelid AND a.attnum = ANY(k.confkey))))"
        " ORDER BY 1, 3"
    )
    rows = _rows(connection, query, table=table, columns=list(columns))
    return [Reference(*row) for row in rows]


def unproved(connection: Connection) -> list[tuple[str, str]]:
    """Foreign keys that hold for new rows and were not compared with the older ones yet."""
    query = (
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'f' AND NOT convalidated ORDER BY 1, 2"
    )
    return [(table, name) for table, name in _rows(connection, query)]


def renamed(definition: str, columns: Sequence[str], suffix: str) -> str:
    """The definition of an index, with `suffix` appended to the name of each of the columns."""
    for column in columns:
        definition = _word(column).sub(f"{column}{suffix}", definition)
    return definition


def _word(column: str) -> "re.Pattern[str]":
    return re.compile(rf"\b{re.escape(column)}\b")


def _rows(connection: Connection, query: str, *, only: bool = False, **values: Any) -> Any:
    found = connection.execute(text(query), values)
    return found.scalar() if only else found.all()
