"""A database that cannot be reached, or takes nothing, is told from a fault of ours."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool
from support.postgres import Postgres

from assistant.storage.availability import bounds, is_away
from lab.evaluation.stack import free_port


def error_of(url: str, *statements: str) -> DBAPIError:
    """What the last of `statements` raises, each in the transaction of those before."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
    except DBAPIError as error:
        return error
    finally:
        engine.dispose()
    raise AssertionError("nothing was raised")


def test_a_server_that_is_not_there_is_away() -> None:
    url = f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none"
    assert is_away(error_of(url, "SELECT 1"))


def test_a_server_that_only_follows_is_away(postgres: Postgres) -> None:
    error = error_of(
        postgres.new_database(), "SET TRANSACTION READ ONLY", "CREATE TABLE one (id int)"
    )
    assert is_away(error)


def test_a_server_that_is_being_stopped_is_away(postgres: Postgres) -> None:
    assert is_away(
        error_of(postgres.new_database(), "SELECT pg_terminate_backend(pg_backend_pid())")
    )


def test_a_file_that_cannot_be_opened_or_written_is_away(tmp_path: Path) -> None:
    assert is_away(error_of(f"sqlite:///{tmp_path / 'nowhere' / 'd.sqlite3'}", "SELECT 1"))
    (tmp_path / "d.sqlite3").touch()
    only_read = f"sqlite:///file:{tmp_path / 'd.sqlite3'}?mode=ro&uri=true"
    assert is_away(error_of(only_read, "CREATE TABLE one (id int)"))


def test_a_pool_without_a_free_line_is_away() -> None:
    engine = create_engine(
        "sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.01
    )
    with engine.connect(), pytest.raises(PoolTimeout) as raised:
        engine.connect()
    engine.dispose()
    assert is_away(raised.value)
    assert not is_away(ValueError())


def test_a_mistake_of_ours_is_not(postgres: Postgres, tmp_path: Path) -> None:
    for url in (postgres.new_database(), f"sqlite:///{tmp_path / 'd.sqlite3'}"):
        assert not is_away(error_of(url, "SELECT * FROM nothing_of_that_name"))


def test_what_the_url_says_itself_stands() -> None:
    url = make_url("postgresql+psycopg://a@b/c?connect_timeout=1")
    assert "connect_timeout" not in bounds(url)
    assert bounds(url)["tcp_user_timeout"] == 10_000
