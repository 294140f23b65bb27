"""Files the case of a conversation, and says its receipt there, in one transaction."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from actions.turns import MEMORY
from assistant.cases.filing import Origin
from assistant.cases.models import Case
from assistant.cases.move_requests import Actor
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import Role
from assistant.cases.views import agency_of
from assistant.channels.web.problems import Problem
from assistant.conversation.models import Conversation, Turn
from assistant.conversation.recording import state_of
from assistant.desk import telling
from assistant.desk.audit import Audited, note_audit
from assistant.desk.conversations import Viewer
from assistant.desk.filing.schemas import TalkCaseIn, TalkFiled
from assistant.language.dates import jalali
from assistant.replies.case_replies import case_reply
from assistant.runtime import Runtime

_CONSENT = {"filed_for": "self", "consent": "written"}


async def file_in_talk(
    running: Runtime, viewer: Viewer, conversation_id: str, body: TalkCaseIn, key: str | None
) -> TalkFiled:
    """A durable case of the conversation; raises what `CaseDesk.file` raises, and `NotOwnerError`.

    Whoever has the conversation in hand files, and only with a message of the citizen that agreed.
    The receipt goes to the citizen: no operator sees the pin.
    """
    me = viewer.account.id

    def check(session: Session) -> str:
        running.handoff.check_held(session, conversation_id, me, viewer.at)
        _check_consent(session, conversation_id, body.consent_turn_id)
        return telling.channels(session, [conversation_id]).get(conversation_id, telling.WEB)

    channel = await running.database.run(check)
    evidence = {"channel": channel, **_CONSENT}
    # The same form again after a lost answer files nothing twice; in another talk it is another.
    own_key = f"{conversation_id}:{key}" if key else None
    by = Actor(Role.OPERATOR, me)
    origin = Origin(own_key, f"desk {me}", conversation_id, by=by, evidence=evidence)
    draft = OpenDraft.model_validate(body.model_dump(exclude={"consent_turn_id"}))

    def also(session: Session, case: Case) -> None:
        # The row is locked first: what follows happens while the operator has the conversation.
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
    """Let the assistant know of the case when the talk is its own again.

    What the citizen was writing with it is filed by this, so it is not asked for any more. The
    version grows: a message that is being answered meanwhile is read anew.
    """
    row = session.get_one(Conversation, conversation_id, populate_existing=True)
    state = dict(row.state or {})
    kept = state_of(row).filed(code).model_dump(mode="json")
    state["slots"] = {**(state.get("slots") or {}), MEMORY: kept}
    change = update(Conversation).where(Conversation.id == conversation_id)
    session.execute(change.values(state=state, version=Conversation.version + 1))
