"""Who at the desk a conversation can be handed to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.desk.models import Account
from assistant.desk.roles import PERMISSIONS, ROLE_FA, Permission, Role
from assistant.desk.schemas import ColleagueOut


def colleagues(session: Session, account: Account) -> list[ColleagueOut]:
    """Everybody else who answers citizens and can sign in."""
    roles = [role for role, may in PERMISSIONS.items() if Permission.ANSWER_CITIZENS in may]
    query = select(Account).where(
        Account.role.in_(roles),
        Account.id != account.id,
        Account.disabled_at.is_(None),
        Account.password_hash.is_not(None),
    )
    return [
        ColleagueOut(id=other.id, name=other.name, role_fa=ROLE_FA[Role(other.role)])
        for other in session.scalars(query.order_by(Account.name))
    ]
