"""Seals secrets of one-time codes, and drafts, under the newest key."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.desk.models import Account, ActionDraft
from assistant.storage.sealing import Sealer, resealed


def reseal_accounts(session: Session, sealer: Sealer) -> None:
    """Reseal secrets under an older key. There are few accounts, so each is checked."""
    for account in session.scalars(select(Account)):
        if sealer.is_current(account.totp_sealed):
            continue
        if anew := resealed(sealer, account.totp_sealed, f"accounts {account.id}"):
            account.totp_sealed = anew


def reseal_drafts(session: Session, sealer: Sealer) -> None:
    """Reseal drafts under an older key. Drafts are deleted after a while, so each is checked."""
    for draft in session.scalars(select(ActionDraft)):
        if sealer.is_current(draft.sealed):
            continue
        if anew := resealed(sealer, draft.sealed, f"case_drafts {draft.id}"):
            draft.sealed = anew
