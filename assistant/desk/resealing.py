"""Brings secrets of one-time codes, and drafts, under the key that seals now."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.desk.models import Account, ActionDraft
from assistant.storage.sealing import Sealer, resealed


def reseal_accounts(session: Session, sealer: Sealer) -> None:
    """Reseal what is under an older key. Accounts are few, so each is looked at."""
    for account in session.scalars(select(Account)):
        if sealer.is_current(account.totp_sealed):
            continue
        if anew := resealed(sealer, account.totp_sealed, f"accounts {account.id}"):
            account.totp_sealed = anew


def reseal_drafts(session: Session, sealer: Sealer) -> None:
    """Reseal drafts under an older key. They go by themselves, so each one is looked at."""
    for draft in session.scalars(select(ActionDraft)):
        if sealer.is_current(draft.sealed):
            continue
        if anew := resealed(sealer, draft.sealed, f"case_drafts {draft.id}"):
            draft.sealed = anew
