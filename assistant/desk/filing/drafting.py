"""The form of a case, filled in from what a citizen has said in a conversation."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.terms import Indicator, Kind
from assistant.cases.views import TRIAGE_AGENCY
from assistant.conversation.models import Conversation, Turn
from assistant.conversation.recording import about_in, state_of
from assistant.desk import telling
from assistant.desk.casework.schemas import Named
from assistant.desk.filing.schemas import TalkDraftOut
from assistant.desk.phone.reading import heard
from assistant.desk.phone.schemas import ContactHeard
from assistant.dialogue.state import Draft
from assistant.runtime import Runtime

_LATEST = 20
_LONGEST = 2_000


async def draft_of(running: Runtime, conversation: Conversation) -> TalkDraftOut:
    """What the conversation says for the form; nothing of it is filed before it was read over.

    A complaint that the citizen was writing with the assistant goes before what was only said. What
    the words do not name comes from what the talk is about.
    """
    state = state_of(conversation)
    told = await running.database.run(lambda s: _told(s, conversation.id))
    words = state.draft.description if state.draft and state.draft.parts else _joined(told)
    found = TalkDraftOut(
        is_understood=False, contact=ContactHeard(), missing=["agency", "place"], description=words
    )
    if words:
        read = await heard(running, words)
        found = TalkDraftOut(**dict(read), description=words)
    return _completed(running, found, about_in(state, running.catalogue), state.draft)


def _told(session: Session, conversation_id: str) -> list[str]:
    """The messages that tell something of the matter, oldest first."""
    query = select(Turn).where(Turn.conversation_id == conversation_id)
    newest = session.scalars(query.order_by(Turn.created_at.desc()).limit(_LATEST))
    said = [telling.said_of(turn) for turn in newest]
    return [one.text for one in reversed(said) if one.tells]


def _joined(told: list[str]) -> str:
    """Each message once; where they are too long for a case, the newest."""
    kept = list(dict.fromkeys(told))
    while len("\n".join(kept)) > _LONGEST and len(kept) > 1:
        kept.pop(0)
    return "\n".join(kept)[:_LONGEST]


def _completed(
    running: Runtime, found: TalkDraftOut, about: dict[str, str], draft: Draft | None
) -> TalkDraftOut:
    """`found` with what the talk is about, where the words themselves do not say it."""
    agencies = running.catalogue.agencies
    named = about.get("agency_id", "")
    # While the desk is to find the agency, the talk has none.
    agency = agencies.get(named) if named != TRIAGE_AGENCY else None
    changes: dict[str, object] = {}
    if found.agency is None and agency is not None:
        changes["agency"] = Named(id=agency.id, title=agency.name)
    if found.province is None and about.get("province"):
        changes |= {"province": about["province"], "city": about.get("city") or None}
    if found.indicator is None and about.get("indicator"):
        changes["indicator"] = Indicator(about["indicator"])
    if draft is not None:
        changes["kind"] = Kind(draft.kind)
    known = found.model_copy(update=changes)
    missing = {"agency": known.agency is None, "place": not known.province}
    names = [name for name, is_missing in missing.items() if is_missing]
    return known.model_copy(update={"missing": names})
