"""Who may do what at the desk: roles, permissions, and the table that joins them."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is at the desk."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that not everybody may do."""

    SEE_QUEUE = "see_queue"
    SEE_LOAD = "see_load"
    ANSWER_CITIZENS = "answer_citizens"
    READ_ALL_CONVERSATIONS = "read_all_conversations"
    REVEAL_PERSONAL_DATA = "reveal_personal_data"
    READ_CASES = "read_cases"
    REFER_CASES = "refer_cases"
    ANSWER_CASES = "answer_cases"
    NOTE_CASES = "note_cases"
    READ_AUDIT = "read_audit"
    MANAGE_ACCOUNTS = "manage_accounts"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OPERATOR: frozenset(
        {
            Permission.SEE_QUEUE,
            Permission.ANSWER_CITIZENS,
            Permission.REVEAL_PERSONAL_DATA,
            Permission.READ_CASES,
            Permission.REFER_CASES,
            Permission.NOTE_CASES,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            Permission.SEE_QUEUE,
            Permission.SEE_LOAD,
            Permission.ANSWER_CITIZENS,
            Permission.READ_ALL_CONVERSATIONS,
            Permission.REVEAL_PERSONAL_DATA,
            Permission.READ_CASES,
            Permission.REFER_CASES,
            Permission.NOTE_CASES,
        }
    ),
    Role.CLERK: frozenset({Permission.READ_CASES, Permission.ANSWER_CASES}),
    Role.AUDITOR: frozenset(
        {
            Permission.SEE_QUEUE,
            Permission.SEE_LOAD,
            Permission.READ_ALL_CONVERSATIONS,
            Permission.READ_CASES,
            Permission.READ_AUDIT,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Permission.MANAGE_ACCOUNTS, Permission.READ_AUDIT}),
}
"""A clerk sees the cases of one agency only. An auditor reads masked words and changes nothing; an
administrator keeps the accounts and reads no conversation."""

ROLE_FA: dict[Role, str] = {
    Role.OPERATOR: "کارشناس",
    Role.SUPERVISOR: "سرپرست",
    Role.CLERK: "کارشناس دستگاه",
    Role.AUDITOR: "بازرس",
    Role.ADMINISTRATOR: "مدیر سامانه",
}
