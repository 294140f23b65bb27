"""Filing a case, and what can be done with one that was filed: tracking, adding, withdrawing."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from assistant.cases.codes import codes_in, pins_in
from assistant.cases.filing import Origin
from assistant.cases.labels import line_128_fa, until_fa
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.schemas import Contact, OpenDraft
from assistant.cases.service import CaseDesk
from assistant.cases.terms import CITIZEN, WAITING, Identity, Indicator, Kind
from assistant.cases.transitions import IllegalMoveError, MoveRequest
from assistant.cases.views import TRIAGE_AGENCY
from assistant.citizens.sessions import Citizen
from assistant.dialogue import words
from assistant.dialogue.complaint.editing import MOST_CHARACTERS, edited, for_agency
from assistant.dialogue.complaint.fields import ALONE
from assistant.dialogue.complaint.questions import BACK, NAMED, WITHOUT_NAME, formal_version
from assistant.dialogue.complaint.telling import tells_something
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.policy.wording import is_asked
from assistant.dialogue.speech import CANCEL, HUMAN, Speech, bulleted
from assistant.dialogue.things import Asked, Open
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understood import Understanding
from assistant.guessing.tries import HERE, TooManyTriesError
from assistant.language.dates import jalali_brief
from assistant.language.digits import persian_digits
from assistant.language.marks import named, put_back, without_brackets
from assistant.language.pii import PLACEHOLDER, mask
from assistant.replies.cards import case_reply

_SHOWN = 3
_AMENDS = ("amend/add", "amend/replace", "edit")
SENT_AT_ONCE = 0.6
"""So likely a message must amend a filed case to be sent without being shown first. Of 441 behind a
filed case, by players that nothing had learnt, 89 reach it, and 2 of these amend nothing."""
_LEAST_SENT = 2
"""Words of its own that a message needs to be sent without being shown."""
SENT_WHOLE = 0.5
"""So likely a message must be for a filed case to be sent there word for word."""


class Filing:
    """Files, tracks and amends cases for the citizen of a conversation."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._desk: CaseDesk = rooms.desk

    async def file(self, speech: Speech, turn: OpenTurn) -> None:
        """Make the draft a case, and say its receipt."""
        draft = speech.state.draft
        assert draft is not None
        if turn.choice == NAMED and turn.citizen is None:
            buttons = [WITHOUT_NAME, CANCEL]
            speech.ask(speech.wording("sign_in_ended"), buttons, Asked(kind=Open.CONFIRM))
            return
        # The turn's id: a message that is sent again after a crash files nothing twice.
        group = turn.caller.group if turn.caller != HERE else ""
        origin = Origin(group=group, evidence=_channel(turn))
        if turn.conversation_id:
            key, talk = f"turn:{turn.id}", turn.conversation_id
            origin = Origin(key, "", talk, group=group, evidence=_channel(turn))
        citizens = self._rooms.citizens
        also = citizens.linking(_named(turn)) if citizens else None
        filed = await self._desk.file(await self._open_draft(draft, turn), origin, also)
        await self._say_receipt(speech, filed.case, draft, is_told=_told_contact(turn) is not None)
        speech.state = speech.state.filed(filed.case.tracking_code)

    def give_up(self, speech: Speech) -> None:
        """Let the draft go, and say that nothing was filed."""
        draft = speech.state.draft
        speech.state = speech.state.drafting(None)
        if draft is None or not draft.parts:
            speech.say("cancelled")
            return
        # Whoever pressed the wrong button finds the text again.
        speech.state = speech.state.giving_up(draft)
        speech.ask(speech.wording("cancelled"), [BACK])

    async def track(
        self,
        speech: Speech,
        turn: OpenTurn,
        *,
        with_words: bool = False,
        with_due: bool = False,
    ) -> None:
        """With code and pin any case; without, the ones filed in this conversation.

        `with_words`: what stands in the newest of these, too; `with_due`: until when it is to be
        answered.
        """
        raw = turn.raw or (turn.heard.text if turn.heard else "")
        codes = codes_in(raw) or _told_before(speech.state.code, raw)
        key = "code_not_found" if codes else "no_case_here"
        try:
            cases = await self._own(turn, codes) or await self._by_pin(raw, codes, turn)
        except TooManyTriesError:
            cases, key = [], "code_elsewhere"
        if cases and with_due:
            _say_due(speech, cases[0])
        for case in cases[:_SHOWN]:
            speech.add(case_reply(case, self._rooms.catalogue))
        if cases and with_words:
            await self._say_words(speech, cases[0], turn)
        if not cases:
            speech.ask(speech.wording(key), [HUMAN], Asked(kind=Open.CODE))
        speech.state = speech.state.tracking(codes[0] if codes and not cases else None)

    async def change_pin(self, speech: Speech, turn: OpenTurn) -> None:
        """With code and pin, give the case another pin; without, ask for both.

        The present pin is asked for though the case may have been filed in this very talk: whoever
        sits down at an open page must not shut its citizen out.
        """
        raw = turn.raw or (turn.heard.text if turn.heard else "")
        codes = codes_in(raw) or list(filter(None, [speech.state.code, speech.state.filed_code]))
        code, pins, key = next(iter(codes), None), pins_in(raw), "pin_ask"
        try:
            if code and pins:
                key = "code_not_found"
                case = await self._desk.change_pin_in_talk(code, raw[pins[0]], turn.id, turn.caller)
                if case is not None:
                    self._say_new_pin(speech, case)
                    return
        except TooManyTriesError:
            key = "code_elsewhere"
        speech.ask(speech.wording(key), [HUMAN], Asked(kind=Open.CODE, offer="pin"))
        speech.state = speech.state.tracking(code)

    def _say_new_pin(self, speech: Speech, case: Case) -> None:
        speech.say("pin_changed")
        reply = case_reply(case, self._rooms.catalogue)
        speech.add(reply.model_copy(update={"pin_number": case.pin_number}))
        speech.state = speech.state.tracking(None)

    async def _say_words(self, speech: Speech, case: Case, turn: OpenTurn) -> None:
        """The words of a case, and those that its citizen sent later; masked, as all that is said.

        In the talk in which they were typed, their marks are those of the talk.
        """
        is_own = bool(turn.conversation_id) and case.conversation_id == turn.conversation_id
        known = await self._hidden(turn) if is_own else {}
        typed = await self._desk.typed_words(case) if is_own else {}
        history = await self._desk.history(case)
        sent = [(one.number, one.said("text")) for one in history if one.type == Move.MESSAGE]
        later = [_as_said(typed.get(n, text), known) for n, text in sent if text]
        first = typed.get(history[0].number, case.description)
        speech.say("case_text", text=_as_said(first, known))
        if later:
            speech.say("case_text_later", text=bulleted(later))

    async def say_secret(self, speech: Speech, turn: OpenTurn) -> None:
        """Who sees who the citizen is, in the case that is written or was filed here last."""
        if speech.state.draft is not None:
            speech.say("secret_in_draft")
            return
        own = await self._own(turn, [speech.state.filed_code] if speech.state.filed_code else [])
        if own and own[0].identity != Identity.ANONYMOUS:
            speech.say("amend_sealed")
        else:
            speech.say("amend_secret_shown" if own and own[0].shows_names else "amend_secret")

    def ask_withdraw(self, speech: Speech) -> None:
        """Ask once more before a case is taken back."""
        text = speech.wording("withdraw_ask", code=speech.state.filed_code or "")
        buttons = [("بله، پس می‌گیرم", "withdraw"), ("نه", "keep")]
        speech.ask(text, buttons, Asked(kind=Open.YES_NO, offer="withdraw"))

    async def withdraw(self, speech: Speech, turn: OpenTurn) -> None:
        """Take the case back."""
        step = MoveRequest(Move.WITHDRAWN, CITIZEN, key=f"turn:{turn.id}")
        await self._act(speech, turn, step, "withdrawn")

    async def amend(self, speech: Speech, turn: OpenTurn) -> None:
        """Put the citizen's words behind the case, where the agency sees them."""
        heard = turn.heard
        is_other = await self._turns_to_other(speech, turn)
        state = speech.state
        if heard and not is_other and state.outgoing:
            waiting = await self._put_right(heard, state.outgoing, turn.id)
            if waiting:
                self._ask_to_send(speech, waiting)
                return
        told, is_sure = "", True
        if heard and heard.edits:
            filed = Draft(parts=state.filed_parts)
            edits = heard.edits
            if is_other:
                # What a message says of another text is read before that.
                edits = self._rooms.understander.edits(heard.reading.masked, filed)
            told, is_sure = for_agency(filed, edits, heard.reading.masked)
        if heard and not told and heard.of("amend", "edit") >= SENT_WHOLE:
            # For the agency, though nothing of it was told from the rest.
            is_sure = False
            is_told = tells_something(heard.reading) or heard.reading.names
            told = heard.reading.masked if is_told else ""
        if not told:
            speech.say("amend_what")
            return
        part = Part(text=told, turn=turn.id or None)
        is_meant = heard is not None and _is_for_agency(heard, told) and not is_other
        if is_sure and is_meant and not state.outgoing:
            await self._send(speech, turn, (part,))
            return
        is_new = part.text not in [one.text for one in state.outgoing]
        self._ask_to_send(speech, (*state.outgoing, part) if is_new else state.outgoing)

    async def _put_right(
        self, heard: Understanding, outgoing: tuple[Part, ...], turn_id: str
    ) -> tuple[Part, ...]:
        """What waits to be sent, after a message that changes words of it; else nothing.

        «خط اولش را پاک کن» is said of what was shown, and not of the case.
        """
        waiting, masked = Draft(parts=outgoing), heard.reading.masked
        if masked in [part.text for part in outgoing]:
            return ()
        edits = await asyncio.to_thread(self._rooms.understander.edits, masked, waiting)
        done = edited(waiting, edits, masked, turn_id or None)
        parts = done.proposed or done.draft.parts
        is_changed = done.placed or not {*outgoing} <= {*parts}
        return parts if is_changed and parts != outgoing else ()

    async def _turns_to_other(self, speech: Speech, turn: OpenTurn) -> bool:
        """Turn to another case of this talk, where a message means that: «اون اولی که …»."""
        heard, state = turn.heard, speech.state
        cases = await self._own(turn, [])
        here = next((one for one in cases if one.tracking_code == state.filed_code), None)
        others = [one for one in cases if one is not here]
        if heard is None or here is None or not others:
            return False
        named = set(heard.reading.mentions.agency_ids) - {here.agency_id}
        meant = [one for one in others if one.agency_id in named]
        if not meant and words.has("earlier_case", heard.text):
            # The newest comes first.
            meant = others[-1:] if words.has("first_case", heard.text) else others[:1]
        if not meant:
            return False
        typed = await self._desk.typed_words(meant[0])
        history = await self._desk.history(meant[0])
        text = typed.get(history[0].number, meant[0].description)
        parts = (Part(text=mask(text).text),)
        speech.state = state.returned_to(meant[0].tracking_code, meant[0].agency_id, *parts)
        return True

    def _ask_to_send(self, speech: Speech, outgoing: tuple[Part, ...]) -> None:
        """Show what would be sent, where it is not sure that all of it is meant so."""
        speech.state = speech.state.holding(outgoing)
        buttons = [("بله، بفرست", "send"), ("نه، نفرست", "keep")]
        agency = self._rooms.catalogue.agencies.get(speech.state.filed_agency or "")
        text = speech.wording(
            "send_ask",
            text=Draft(parts=outgoing).description,
            agency=agency.name if agency else "دستگاه",
            code=speech.state.filed_code or "",
        )
        speech.ask(text, buttons, Asked(kind=Open.YES_NO, offer="send"))

    async def send(self, speech: Speech, turn: OpenTurn) -> None:
        """Send what was shown."""
        outgoing = speech.state.outgoing
        if not outgoing:
            speech.say("amend_what")
            return
        speech.state = speech.state.holding(())
        await self._send(speech, turn, outgoing)

    async def _send(self, speech: Speech, turn: OpenTurn, parts: tuple[Part, ...]) -> None:
        told = Draft(parts=parts)
        typed = (await self._words(told, turn))[:MOST_CHARACTERS]
        step = MoveRequest(Move.MESSAGE, CITIZEN, words=typed, key=f"turn:{turn.id}")
        await self._act(speech, turn, step, "amended", text=told.description)

    def keep(self, speech: Speech) -> None:
        """The case stays as it is: it is not taken back, and nothing is sent to it."""
        is_sending = bool(speech.state.outgoing)
        speech.state = speech.state.holding(())
        speech.say("not_sent" if is_sending else "withdraw_kept")

    async def _act(
        self, speech: Speech, turn: OpenTurn, step: MoveRequest, key: str, **said: str
    ) -> None:
        code = speech.state.filed_code
        own = [case.tracking_code for case in await self._own(turn, [])]
        if code is None or code not in own:
            speech.say("no_case_here")
            return
        try:
            await self._desk.act_as_sure(code, step)
        except IllegalMoveError:
            key = "amend_refused"
        speech.say(key, code=code, **said)
        speech.state = speech.state.having_shown(f"{key}:{code}:{turn.id}")

    async def _open_draft(self, draft: Draft, turn: OpenTurn) -> OpenDraft:
        follow = None if draft.follow in {None, ALONE} else draft.follow
        entry = self._rooms.catalogue.by_id.get(draft.service or "")
        is_own = entry is not None and entry.agency.id == draft.agency
        named, contact = _named(turn), _told_contact(turn)
        return OpenDraft(
            kind=Kind(draft.kind),
            agency_id=None if draft.agency == TRIAGE_AGENCY else draft.agency,
            description=await self._words(draft, turn),
            # Who follows has not seen a formal version.
            formal_description=formal_version(draft) if draft.is_formal and not follow else None,
            indicator=Indicator(draft.indicator) if draft.indicator else None,
            province=draft.province or None,
            city=draft.city or None,
            service_id=draft.service if is_own else None,
            follow=follow,
            shows_names=not draft.is_quiet,
            identity=Identity.SEALED if named or contact else Identity.ANONYMOUS,
            contact=named.contact if named else contact,
        )

    async def _words(self, draft: Draft, turn: OpenTurn) -> str:
        """The description as it was typed; masked words where what they hide is not known."""
        told = put_back(draft.description, await self._hidden(turn))
        return told if len(told) <= MOST_CHARACTERS else draft.description

    async def _hidden(self, turn: OpenTurn) -> Mapping[str, str]:
        """What the marks of the conversation hide, those of the message at hand included."""
        if not turn.conversation_id or self._rooms.own_words is None:
            return turn.hidden
        return {**await self._rooms.own_words(turn.conversation_id), **turn.hidden}

    async def _say_receipt(
        self, speech: Speech, case: Case, draft: Draft, *, is_told: bool
    ) -> None:
        speech.say("followed" if case.leader_id else f"filed.{draft.kind}")
        if files := await self._desk.count_files(case):
            speech.say("with_files", count=persian_digits(str(files)))
        if is_told:
            speech.say("with_contact")
        if started := line_128_fa(self._rooms.catalogue, case.province, case.created_at):
            speech.text(started)
        speech.add(case_reply(case, self._rooms.catalogue, is_new=True))

    async def _own(self, turn: OpenTurn, codes: list[str]) -> list[Case]:
        if not turn.conversation_id:
            return []
        cases = await self._desk.of_conversation(turn.conversation_id)
        return [case for case in cases if not codes or case.tracking_code in codes]

    async def _by_pin(self, raw: str, codes: list[str], turn: OpenTurn) -> list[Case]:
        """Raises `TooManyTriesError` where the caller has to work or wait first."""
        for code in codes[:_SHOWN]:
            for pin in pins_in(raw)[:1]:
                if case := await self._desk.find(code, raw[pin], turn.caller):
                    if turn.citizen and self._rooms.citizens:
                        await self._rooms.citizens.keep(turn.citizen, case)
                    return [case]
        return []


def _is_for_agency(heard: Understanding, told: str) -> bool:
    """Whether a message is surely for the agency: it tells, and neither asks nor scolds."""
    speaks = is_asked(heard) or words.has("contrast", heard.reading.masked, "scolds")
    has_own = len(words.own_words(told)) >= _LEAST_SENT
    return has_own and not speaks and heard.of(*_AMENDS) >= SENT_AT_ONCE


def _as_said(text: str, known: Mapping[str, str]) -> str:
    """Words of a case as they may be kept, with the marks of the conversation that knows them."""
    kept, _ = named(mask(text).text, text, known)
    return PLACEHOLDER.sub(
        lambda m: m.group() if m.group() in known else without_brackets(m.group()), kept
    )


def _told_before(code: str | None, raw: str) -> list[str]:
    """The code of an earlier message, when this one brings its pin."""
    return [code] if code and pins_in(raw) else []


def _named(turn: OpenTurn) -> Citizen | None:
    """The citizen under whose name the case is filed, by a choice of their own for this one."""
    return turn.citizen if turn.choice == NAMED else None


def _told_contact(turn: OpenTurn) -> Contact | None:
    """Name and number that the citizen gave for this case alone."""
    return turn.contact if turn.contact and turn.contact.names_somebody else None


def _channel(turn: OpenTurn) -> dict[str, str]:
    """What the ledger tells of the way on which a case came."""
    return {"channel": turn.caller.channel} if turn.caller.channel else {}


def _say_due(speech: Speech, case: Case) -> None:
    """Until when an agency has to answer a case, or that it is past."""
    now = datetime.now(UTC)
    if case.status not in WAITING:
        return
    if case.due_at <= now:
        speech.say("case_overdue", when=jalali_brief(case.due_at, now))
    else:
        speech.say("case_due", until=until_fa(case.due_at, now))
