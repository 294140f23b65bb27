"""Who may do what at the desk: roles, permissions, and the table that joins them."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is at the desk."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    AUDITOR = "auditor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    OBSERVER = "observer"


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
    ASK_CITIZENS = "ask_citizens"
    SEND_CASES_BACK = "send_cases_back"
    CLOSE_CASES = "close_cases"
    NOTE_CASES = "note_cases"
    CORRECT_CASES = "correct_cases"
    REVEAL_CASES = "reveal_cases"
    MERGE_CASES = "merge_cases"
    ASSIGN_CASES = "assign_cases"
    EXPORT_CASES = "export_cases"
    FILE_CASES = "file_cases"
    KEEP_OUTAGES = "keep_outages"
    REVIVE_JOBS = "revive_jobs"
    KEEP_CALENDAR = "keep_calendar"
    READ_AUDIT = "read_audit"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_KEYS = "manage_keys"
    SEE_INSIGHT = "see_insight"
    OBJECT_TO_FIGURES = "object_to_figures"
    DECIDE_OBJECTIONS = "decide_objections"
    EXPORT_FIGURES = "export_figures"
    KEEP_THEMES = "keep_themes"
    KEEP_READY_ANSWERS = "keep_ready_answers"
    SHARE_READY_ANSWERS = "share_ready_answers"


_DESK_WORK = frozenset(
    {
        Permission.SEE_QUEUE,
        Permission.ANSWER_CITIZENS,
        Permission.REVEAL_PERSONAL_DATA,
        Permission.READ_CASES,
        Permission.REFER_CASES,
        Permission.ASK_CITIZENS,
        Permission.SEND_CASES_BACK,
        Permission.NOTE_CASES,
        Permission.CORRECT_CASES,
        Permission.REVEAL_CASES,
        Permission.MERGE_CASES,
        Permission.ASSIGN_CASES,
        Permission.EXPORT_CASES,
        Permission.FILE_CASES,
        Permission.KEEP_OUTAGES,
        Permission.KEEP_READY_ANSWERS,
    }
)
_SHARING = frozenset({Permission.KEEP_READY_ANSWERS, Permission.SHARE_READY_ANSWERS})
_UPKEEP = frozenset({Permission.REVIVE_JOBS, Permission.KEEP_CALENDAR})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OPERATOR: _DESK_WORK,
    Role.SUPERVISOR: _DESK_WORK
    | _UPKEEP
    | _SHARING
    | {
        Permission.SEE_LOAD,
        Permission.READ_ALL_CONVERSATIONS,
        Permission.CLOSE_CASES,
        Permission.SEE_INSIGHT,
        Permission.DECIDE_OBJECTIONS,
        Permission.EXPORT_FIGURES,
        Permission.KEEP_THEMES,
    },
    Role.CLERK: frozenset(
        {
            Permission.READ_CASES,
            Permission.ANSWER_CASES,
            Permission.ASK_CITIZENS,
            Permission.SEND_CASES_BACK,
            Permission.REVEAL_CASES,
            Permission.ASSIGN_CASES,
            Permission.EXPORT_CASES,
            Permission.KEEP_READY_ANSWERS,
            Permission.SEE_INSIGHT,
            Permission.OBJECT_TO_FIGURES,
        }
    ),
    Role.AUDITOR: frozenset(
        {
            Permission.SEE_QUEUE,
            Permission.SEE_LOAD,
            Permission.READ_ALL_CONVERSATIONS,
            Permission.READ_CASES,
            Permission.EXPORT_CASES,
            Permission.READ_AUDIT,
            Permission.SEE_INSIGHT,
            Permission.EXPORT_FIGURES,
        }
    ),
    Role.EDITOR: frozenset({Permission.SEE_INSIGHT, Permission.KEEP_THEMES}),
    Role.ADMINISTRATOR: _UPKEEP
    | _SHARING
    | {Permission.MANAGE_ACCOUNTS, Permission.MANAGE_KEYS, Permission.READ_AUDIT},
    Role.OBSERVER: frozenset({Permission.SEE_INSIGHT}),
}
"""A clerk sees the cases and figures of one agency only. An auditor reads masked words and changes
nothing; an editor maintains the assistant's knowledge, and sees which questions are open; an
administrator maintains accounts, keys, jobs, the calendar and the shared ready answers, and reads
no conversation and no case. An observer, such as a minister, sees figures of all agencies, and no
case."""

ROLE_FA: dict[Role, str] = {
    Role.OPERATOR: "کارشناس",
    Role.SUPERVISOR: "سرپرست",
    Role.CLERK: "کارشناس دستگاه",
    Role.AUDITOR: "بازرس",
    Role.EDITOR: "ویراستار",
    Role.ADMINISTRATOR: "مدیر سامانه",
    Role.OBSERVER: "ناظر",
}
