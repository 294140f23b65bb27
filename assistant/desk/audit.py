"""The record of all that was done and seen at the desk."""

from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from assistant.cases.logs import append
from assistant.conversation.models import now
from assistant.desk.models import AuditEntry


class Audited(StrEnum):
    """What is recorded."""

    ACCOUNT_ADDED = "account_added"
    ACCOUNT_RESET = "account_reset"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_SIGNED_OUT = "account_signed_out"
    ENROLLED = "enrolled"
    PASSWORD_CHANGED = "password_changed"
    IDENTITY_LINKED = "identity_linked"
    IDENTITY_UNLINKED = "identity_unlinked"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    SESSION_ENDED = "session_ended"
    OTHER_SESSIONS_ENDED = "other_sessions_ended"
    REVEALED = "revealed"
    CONVERSATION_REDACTED = "conversation_redacted"
    CASE_MOVED = "case_moved"
    CASE_REVEALED = "case_revealed"
    CASE_FILE_READ = "case_file_read"
    CASE_ASSIGNED = "case_assigned"
    CASES_EXPORTED = "cases_exported"
    CASE_FILED_BY_PHONE = "case_filed_by_phone"
    CALLER_LOOKED_UP = "caller_looked_up"
    CASE_FILED_IN_TALK = "case_filed_in_talk"
    REVEALS_ALARM = "reveals_alarm"
    AUDIT_READ = "audit_read"
    AUDIT_EXPORTED = "audit_exported"
    SEALING_KEY_CHANGED = "sealing_key_changed"
    LEDGER_KEY_CHANGED = "ledger_key_changed"
    KEY_ISSUED = "key_issued"
    KEY_REVOKED = "key_revoked"
    READY_ANSWER_ADDED = "ready_answer_added"
    READY_ANSWER_CHANGED = "ready_answer_changed"
    READY_ANSWER_RETIRED = "ready_answer_retired"
    READY_ANSWER_RESTORED = "ready_answer_restored"
    JOB_REVIVED = "job_revived"
    JOB_DROPPED = "job_dropped"
    CLOSURE_ADDED = "closure_added"
    CLOSURE_ENDED = "closure_ended"
    OUTAGE_ADDED = "outage_added"
    OUTAGE_ENDED = "outage_ended"
    OBJECTED = "objected"
    OBJECTION_TAKEN_BACK = "objection_taken_back"
    OBJECTION_DECIDED = "objection_decided"
    FIGURES_EXPORTED = "figures_exported"
    CITIZEN_CALLED = "citizen_called"
    THEME_CHANGED = "theme_changed"
    OUTAGE_MERGED = "outage_merged"
    OUTAGE_DISMISSED = "outage_dismissed"


def note_audit(
    session: Session,
    action: Audited,
    account_id: str | None,
    conversation_id: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Record `action`; `data` holds ids only. Kept when the caller's transaction is committed."""
    entry = AuditEntry(
        action=action,
        account_id=account_id,
        conversation_id=conversation_id,
        data=data or {},
        created_at=now(),
    )
    append(session, entry)
