"""Every column of every table is declared: as personal, with its end, or as telling of nobody."""

import importlib
import pkgutil

import pytest
from sqlalchemy import Column

import assistant
from assistant.privacy.register import PersonalKind, PersonalTable, Whose, register
from assistant.storage.database import Base

for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
    if module.name.endswith(("models", "key_marks")):
        importlib.import_module(module.name)
TABLES = Base.metadata.tables
CITIZENS = {Whose.CASE, Whose.CONVERSATION, Whose.CITIZEN}


def columns(name: str) -> dict[str, Column]:
    return {column.name: column for column in TABLES[name].columns}


def test_every_table_is_declared_and_no_other() -> None:
    assert set(register().tables) == set(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_column_is_declared_once(name: str) -> None:
    table = register().tables[name]
    declared = [*table.personal, *table.other]
    assert sorted(declared) == sorted(columns(name)), f"declare the columns of {name}"
    used = {table.by, table.parts, *table.through} - {""}
    assert used <= set(columns(name))
    assert set(table.through.values()) <= set(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_is_sealed_or_hashed_is_personal(name: str) -> None:
    """By their names: who adds such a column cannot call it nobody's."""
    own_words = ("sealed", "hash", "text", "words", "description", "comment", "mobile", "name")
    telling = {c for c in columns(name) if any(word in c for word in own_words)}
    in_the_ledger = {"hash", "previous_hash", "head_hash", "after_hash", "sealed_version"}
    # Of systems, keys and tables, not of people.
    others = {("api_keys", "name"), ("key_marks", "name"), ("log_heads", "name")}
    # A choice, and no name.
    others.add(("cases", "shows_names"))
    expected = {c for c in telling - in_the_ledger if (name, c) not in others}
    if name == "api_keys":
        expected.add("hash")
    assert expected <= set(register().tables[name].personal)


@pytest.mark.parametrize("name", sorted(register().of(Whose.CASE)))
def test_a_row_that_stays_can_be_emptied(name: str) -> None:
    table = register().tables[name]
    for column, personal in table.personal.items():
        if table.rows == "stay" and not personal.stays:
            can_be_null = columns(name)[column].nullable
            assert can_be_null or personal.then is not None, f"{name}.{column}"


def test_what_points_to_rows_that_go_goes_too() -> None:
    """Else the database would refuse the erasure."""
    going = {name for name, table in register().tables.items() if table.rows == "go"}
    for name, rows in TABLES.items():
        for key in rows.foreign_keys:
            target, column = key.column.table.name, key.parent.name
            if target in going and name not in going:
                assert _is_let_go(register().tables[name], column), f"{name}.{column}"


def _is_let_go(table: PersonalTable, column: str) -> bool:
    return column in table.personal and table.personal[column].kind is PersonalKind.LINK


def test_every_kind_has_a_title_and_every_table_of_citizens_says_something() -> None:
    assert set(register().kinds) == set(PersonalKind)
    for whose in CITIZENS:
        assert register().kinds_of(whose)
