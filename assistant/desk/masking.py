"""Makes operators' texts safe to keep."""

from assistant.conversation.messages import safe_to_keep
from assistant.language.pii import LABELS, find_pii

_TOLD_TO_CITIZENS = {"landline", "mobile", "email", "postal_code", "name", "address"}
"""Ways to reach an office or a person there; an operator must be able to give them to a citizen."""


def for_citizen(text: str) -> str:
    """`text` without numbers that belong to a person or an account."""
    masked = text
    for span in reversed(find_pii(text)):
        if span.type not in _TOLD_TO_CITIZENS:
            masked = f"{masked[: span.start]}[{LABELS[span.type]}]{masked[span.end :]}"
    return masked


def for_colleagues(text: str) -> str:
    """`text` with all personal data masked."""
    return safe_to_keep(text)
