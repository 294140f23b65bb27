"""Files a case out of a conversation in hand, once its citizen has agreed.

The form is filled in from the citizen's words. The case and its receipt, which the citizen reads in
the conversation, are kept in one transaction.
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints, model_validator
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.turns import MEMORY
from assistant.cases.filing import Origin
from assistant.cases.models import Case
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import Actor, Identity, Indicator, Kind, Role
from assistant.cases.views import TRIAGE_AGENCY, agency_of
from assistant.channels.web.case_problems import as_problems
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.conversation.models import Conversation, Turn
from assistant.conversation.ownership import NotOwnerError
from assistant.conversation.turn_records import about_in, state_of
from assistant.desk import conversation_summary
from assistant.desk.audit import Audited, note_audit
from assistant.desk.casework.schemas import Named
from assistant.desk.conversations import NotVisibleError, Viewer, readable
from assistant.desk.dependencies import CaseFiling, IdempotencyKey
from assistant.desk.phone.form import ContactHeard, HeardOut, heard
from assistant.dialogue.draft import Draft
from assistant.language.dates import jalali
from assistant.replies.cards import case_reply
from assistant.runtime import Runtime

TurnId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class TalkDraftOut(HeardOut):
    """What the conversation says for the form: its words, and what they say; to be changed."""

    description: str


class TalkCaseIn(OpenDraft):
    """A case for the citizen of a conversation; `consent_turn_id` is the message that agreed."""

    consent_turn_id: TurnId

    @model_validator(mode="after")
    def _holds_nobody(self) -> "TalkCaseIn":
        if self.identity is Identity.ANONYMOUS and self.contact:
            raise ValueError("an anonymous case holds no name and no contact")
        return self


class TalkFiled(BaseModel):
    """What the operator sees of it: code and pin go to the citizen, into the conversation."""

    tracking_code: str
    agency_name: str
    due_at_fa: str
    is_following: bool


_LATEST = 20
_LONGEST = 2_000


async def draft_of(running: Runtime, conversation: Conversation) -> TalkDraftOut:
    """The conversation's draft for the form; the operator reads it over before anything is filed.

    A complaint that the citizen was writing with the assistant comes before loose messages. Fields
    that the words do not name come from the matter of the talk.
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
    """The messages that say something of the matter, oldest first."""
    query = select(Turn).where(Turn.conversation_id == conversation_id)
    newest = session.scalars(query.order_by(Turn.created_at.desc()).limit(_LATEST))
    said = [conversation_summary.said_of(turn) for turn in newest]
    return [one.text for one in reversed(said) if one.tells]


def _joined(told: list[str]) -> str:
    """Each message once; only the newest if they are too long for a case."""
    kept = list(dict.fromkeys(told))
    while len("\n".join(kept)) > _LONGEST and len(kept) > 1:
        kept.pop(0)
    return "\n".join(kept)[:_LONGEST]


def _completed(
    running: Runtime, found: TalkDraftOut, about: dict[str, str], draft: Draft | None
) -> TalkDraftOut:
    """`found`, completed from the matter of the talk where the words leave a field open."""
    agencies = running.catalogue.agencies
    named = about.get("agency_id", "")
    # While the desk must find the agency, the talk has none.
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


_CONSENT = {"filed_for": "self", "consent": "written"}


async def file_in_talk(
    running: Runtime, viewer: Viewer, conversation_id: str, body: TalkCaseIn, key: str | None
) -> TalkFiled:
    """A durable case of the conversation; raises what `CaseDesk.file` raises, and `NotOwnerError`.

    Only the operator who holds the conversation files, and only with a message of the citizen that
    agreed. The receipt goes to the citizen: no operator sees the pin.
    """
    me = viewer.account.id

    def check(session: Session) -> str:
        running.handoff.check_held(session, conversation_id, me, viewer.at)
        _check_consent(session, conversation_id, body.consent_turn_id)
        return conversation_summary.channels(session, [conversation_id]).get(
            conversation_id, conversation_summary.WEB
        )

    channel = await running.database.run(check)
    evidence = {"channel": channel, **_CONSENT}
    # The same form again after a lost answer files nothing twice; in another talk it is another.
    own_key = f"{conversation_id}:{key}" if key else None
    by = Actor(Role.OPERATOR, me)
    origin = Origin(own_key, f"desk {me}", conversation_id, by=by, evidence=evidence)
    draft = OpenDraft.model_validate(body.model_dump(exclude={"consent_turn_id"}))

    def also(session: Session, case: Case) -> None:
        # The row is locked first, so the rest happens while the operator has the conversation.
        running.handoff.hold(session, conversation_id, me, viewer.at)
        _remember(session, conversation_id, case.tracking_code)
        receipt = case_reply(case, running.catalogue, is_new=True)
        running.handoff.say(session, conversation_id, me, receipt, viewer.at)
        told = {"case": case.tracking_code, "turn": body.consent_turn_id}
        told |= {"consent": _CONSENT["consent"]}
        note_audit(session, Audited.CASE_FILED_IN_TALK, me, conversation_id, told)

    filed = await running.desk.file(draft, origin, also)
    return TalkFiled(
        tracking_code=filed.case.tracking_code,
        agency_name=agency_of(filed.case, running.catalogue)[1],
        due_at_fa=jalali(filed.case.due_at),
        is_following=filed.case.leader_id is not None,
    )


def _check_consent(session: Session, conversation_id: str, turn_id: str) -> None:
    turn = session.get(Turn, turn_id)
    if turn is None or turn.conversation_id != conversation_id:
        raise Problem("unknown_reference", errors=[{"field": "consent_turn_id"}])


def _remember(session: Session, conversation_id: str, code: str) -> None:
    """Tell the assistant of the case, for when it owns the talk again.

    The case replaces the form that the citizen was writing, so the assistant no longer asks for it.
    The version grows: a message that is being answered meanwhile is read again.
    """
    row = session.get_one(Conversation, conversation_id, populate_existing=True)
    state = dict(row.state or {})
    kept = state_of(row).filed(code).model_dump(mode="json")
    state["slots"] = {**(state.get("slots") or {}), MEMORY: kept}
    change = update(Conversation).where(Conversation.id == conversation_id)
    session.execute(change.values(state=state, version=Conversation.version + 1))


router = APIRouter(prefix="/api/v1/desk", tags=["desk"])


@router.get("/conversations/{id}/case-draft", response_model_exclude_none=True)
async def see_draft(id: str, viewer: CaseFiling, running: RuntimeDep) -> TalkDraftOut:
    """The form of a case as the conversation fills it in; nothing is filed by it."""
    return await draft_of(running, await _in_hand(running, viewer, id))


@router.post("/conversations/{id}/cases", status_code=201)
async def file_case(
    id: str,
    body: TalkCaseIn,
    viewer: CaseFiling,
    running: RuntimeDep,
    idempotency_key: IdempotencyKey = None,
) -> TalkFiled:
    """File the citizen's case; the receipt with its pin is said in the conversation."""
    try:
        with as_problems():
            filed = await file_in_talk(
                running, viewer, id if id.isprintable() else "-", body, idempotency_key
            )
    except NotOwnerError as error:
        raise Problem("not_owner") from error
    running.stream.ring(id)
    return filed


async def _in_hand(running: Runtime, viewer: Viewer, id: str) -> Conversation:
    try:
        return await running.database.run(lambda s: readable(s, viewer, id))
    except NotVisibleError as error:
        raise Problem("not_found") from error
