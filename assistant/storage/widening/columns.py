"""The columns that had 32 bits on PostgreSQL until revision 0046: ids, and what refers to them.

A separate list and not read from the models: these will change and that revision must not.
"""

from collections.abc import Mapping, Sequence

NARROW, WIDE = "integer", "bigint"
BEFORE, SINCE = "0045", "0046"
"""The revisions around the change."""

COLUMNS: Mapping[str, Sequence[str]] = {
    "callbacks": ("case_id",),
    "case_assignments": ("case_id",),
    "case_attachments": ("case_id",),
    "case_drafts": ("case_id",),
    "case_events": ("id", "case_id"),
    "case_facts": ("case_id", "cluster_id"),
    "case_personal": ("id", "case_id"),
    "case_personal_readings": ("id", "case_id", "number"),
    "case_words": ("case_id",),
    "cases": ("id", "leader_id"),
    "citizen_cases": ("case_id",),
    "closures": ("id",),
    "desk_alarms": ("id",),
    "desk_audit": ("id", "number"),
    "desk_notes": ("id",),
    "ledger_leaves": ("root_id", "case_id"),
    "ledger_roots": ("id",),
    "log_heads": ("number",),
    "open_questions": ("theme_id",),
    "opinions": ("case_id", "theme_id"),
    "outages": ("id", "case_id"),
    "owner_changes": ("id",),
    "period_entries": ("id", "number"),
    "pin_recoveries": ("id", "case_id"),
    "radar_signals": ("id",),
    "radar_suspicions": ("id", "outage_id"),
    "ratings": ("id", "case_id"),
    "sms_messages": ("case_id",),
    "themes": ("id", "merged_into"),
    "verdict_addresses": ("case_id",),
}
