"""The accounts of a demo: one of each role, with passwords made when they are seeded."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.demo.models import DemoAccount
from assistant.desk.accounts import Credentials, add_account, enrol
from assistant.desk.models import Account
from assistant.desk.roles import ROLE_FA, Role
from assistant.storage.sealing import Sealer

AGENCY = "abfa"
"""Whose cases the clerk of the demo sees."""


@dataclass(frozen=True)
class DemoLogin:
    """What a visitor of the demo needs to sign in; `code` is good for half a minute."""

    login: str
    role_fa: str
    password: str
    code: str
    totp_secret: str


def add_people(session: Session, sealer: Sealer, at: datetime) -> None:
    """Make the accounts, enrolled, and mark the database as a demo's."""
    for role in Role:
        agency = AGENCY if role is Role.CLERK else None
        row = Account(
            login=f"demo-{role}", name=f"{ROLE_FA[role]} نمونه", role=role, agency_id=agency
        )
        new = add_account(session, sealer, row, at)
        password = secrets.token_urlsafe(12)
        code = pyotp.TOTP(sealer.open(new.account.totp_sealed)).now()
        enrol(session, sealer, new.token, Credentials("", password, code), at)
        # The code of the enrolment must not keep the first visitor waiting.
        new.account.totp_step = 0
        session.add(DemoAccount(account_id=new.account.id, password_sealed=sealer.seal(password)))
    session.flush()


def people(session: Session, sealer: Sealer) -> Sequence[DemoLogin]:
    """The accounts of this demo; none in a database that is no demo's."""
    query = select(Account, DemoAccount.password_sealed).join(DemoAccount)
    rows = session.execute(query.order_by(Account.created_at, Account.login))
    return [_person(account, sealer.open(sealed), sealer) for account, sealed in rows]


def _person(account: Account, password: str, sealer: Sealer) -> DemoLogin:
    secret = sealer.open(account.totp_sealed)
    role = ROLE_FA[Role(account.role)]
    return DemoLogin(account.login, role, password, pyotp.TOTP(secret).now(), secret)
