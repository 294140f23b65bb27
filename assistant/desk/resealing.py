"""Brings the secrets of one-time codes under the key that seals now."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.desk.models import Account
from assistant.storage.resealing import resealed
from assistant.storage.sealing import Sealer


def reseal_accounts(session: Session, sealer: Sealer) -> None:
    """Reseal what is under an older key. Accounts are few, so each is looked at."""
    for account in session.scalars(select(Account)):
        if sealer.is_current(account.totp_sealed):
            continue
        if anew := resealed(sealer, account.totp_sealed, f"accounts {account.id}"):
            account.totp_sealed = anew
