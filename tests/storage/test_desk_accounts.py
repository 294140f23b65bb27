"""Passwords, sessions and their devices, on both databases."""

from datetime import timedelta

import pyotp
import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.orm import Session

from assistant.conversation.models import now
from assistant.desk.accounts import (
    Credentials,
    SignInFailedError,
    WrongCodeError,
    add_account,
    change_password,
    enrol,
)
from assistant.desk.models import Account
from assistant.desk.sessions import (
    SessionRules,
    close_all,
    close_named,
    name_of,
    open_session,
    open_sessions,
)
from assistant.storage.database import Database
from assistant.storage.migrate import _config, migrate
from assistant.storage.sealing import Sealer

SEALER = Sealer(b"a key of the tests")
RULES = SessionRules(timedelta(minutes=30), timedelta(hours=12))
OLD, NEW = "بلوط پیر کنار رود", "شمعدانی روی لبهٔ پنجره"


def enrolled(session: Session, login: str) -> tuple[Account, str]:
    row = Account(login=login, name="نسرین کریمی", role="operator")
    new = add_account(session, SEALER, row, now())
    secret = SEALER.open(row.totp_sealed)
    enrol(session, SEALER, new.token, Credentials("", OLD, pyotp.TOTP(secret).now()), now())
    row.totp_step = 0
    session.flush()
    return row, secret


async def test_only_the_old_password_with_a_code_sets_a_new_one(database: Database) -> None:
    with database.transaction() as session:
        account, secret = enrolled(session, "change-1")
        code = pyotp.TOTP(secret).now()
        with pytest.raises(WrongCodeError):
            change_password(session, SEALER, Credentials("change-1", OLD, "000000"), NEW)
        with pytest.raises(SignInFailedError):
            change_password(session, SEALER, Credentials("change-1", NEW, code), NEW)
        before = account.password_hash
        change_password(session, SEALER, Credentials("change-1", OLD, code), NEW)
        assert account.password_hash != before
        # The code is used up, for whatever it was shown.
        with pytest.raises(SignInFailedError):
            change_password(session, SEALER, Credentials("change-1", NEW, code), OLD)


async def test_sessions_are_listed_and_ended_one_by_one(database: Database) -> None:
    at = now()
    with database.transaction() as session:
        mine, _ = enrolled(session, "sessions-1")
        theirs, _ = enrolled(session, "sessions-2")
        first, second, third = (
            open_session(session, mine, RULES, at, None, device=f"دستگاه {number}")
            for number in range(3)
        )
        other = open_session(session, theirs, RULES, at, None, device="دیگری")
    with database.transaction() as session:
        assert not close_named(session, mine.id, name_of(other.session_id))
        assert close_named(session, mine.id, name_of(second.session_id))
        left = open_sessions(session, mine.id, RULES, at)
        assert {row.id for row in left} == {first.session_id, third.session_id}
        assert open_sessions(session, mine.id, RULES, at + timedelta(minutes=30)) == []
        close_all(session, mine.id, but=third.session_id)
        assert [row.device for row in open_sessions(session, mine.id, RULES, at)] == ["دستگاه 2"]
        assert len(open_sessions(session, theirs.id, RULES, at)) == 1


async def test_a_filled_desk_is_migrated_forward_and_back(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database)
    with database.transaction() as session:
        account, _ = enrolled(session, "migrated-1")
        open_session(session, account, RULES, now(), None, device="فایرفاکس در ویندوز")
    with database.engine.begin() as connection:
        command.downgrade(_config(connection), "0022")
    with database.transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM desk_sessions")) == 1
    await migrate(database)
    with database.transaction() as session:
        # A session of before goes on; of what device it is nobody knows any more.
        assert list(session.scalars(text("SELECT device FROM desk_sessions"))) == [None]
        assert len(open_sessions(session, account.id, RULES, now())) == 1
    await database.close()
