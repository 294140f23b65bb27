"""Writing a case: what each move changes in the draft, and what is asked next."""

import asyncio
from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.complaint import rewriting
from assistant.dialogue.complaint.answering import files, meant
from assistant.dialogue.complaint.corrections import other_agency, puts_right
from assistant.dialogue.complaint.draft_changes import DraftChanges, draft_of, only_answers
from assistant.dialogue.complaint.editing import Edited
from assistant.dialogue.complaint.fields import ALONE, emptied, field_named, filled, quieted
from assistant.dialogue.complaint.opening import DraftOpening
from assistant.dialogue.complaint.pressed import by_button
from assistant.dialogue.complaint.questions import CHANGE_TEXT, CHANGE_TOPIC, KEEP_TEXT, Questions
from assistant.dialogue.complaint.reading import DraftReader, Given
from assistant.dialogue.complaint.rewriting import say_done
from assistant.dialogue.complaint.similar import look_up
from assistant.dialogue.complaint.topics import wants_topic
from assistant.dialogue.complaint.waiting import offer_split, offer_ways, taken_up
from assistant.dialogue.draft import Draft
from assistant.dialogue.matters import Matter
from assistant.dialogue.policy.moves import JOIN, SPLIT, SWAP, Decision
from assistant.dialogue.speech import Speech
from assistant.dialogue.things import Asked, Open
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understood import Understanding

_TITLE = 40
"""So many letters of a clause stand on its button."""
_MOST_OF_FIELD = 6
"""Words of a message that asks for the text to be written anew («متنش رو عوض کن»)."""
PUTS_RIGHT = 0.4
"""From here on a message puts something right, and tells of no other problem."""


class Drafting:
    """Opens a case and takes into it what messages and buttons give."""

    def __init__(self, rooms: Rooms, reader: DraftReader) -> None:
        self._rooms = rooms
        self._questions = Questions(rooms.catalogue)
        self._opening = DraftOpening(rooms, reader)
        self._waiting = self._opening.waiting
        self._changes = DraftChanges(rooms, reader, self._opening)

    async def open(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        """Begin a case: the message that opened it is the first piece of its description."""
        state = speech.state
        if turn.heard is None and turn.state.given_up:
            waiting = [one for one in (state.draft, *state.later) if one is not None]
            speech.state = state.setting_aside(*waiting).drafting(turn.state.given_up)
            await self.go_on(speech, turn)
            return
        draft = await self._opening.draft(speech, turn, decision)
        speech.state = speech.state.drafting(quieted(draft, turn.heard)).aggrieved()
        if speech.state.draft and speech.state.draft.is_unnamed and not draft.is_unnamed:
            speech.say("secret_in_draft")
        if not draft.parts:
            speech.say(f"opened.{draft.kind}")
        has_more = len(speech.state.later) > len(state.later)
        if has_more:
            speech.say("two_matters")
        await self.go_on(speech, turn)
        if has_more:
            offer_ways(speech)
        elif draft.apart:
            offer_split(speech)

    async def open_told(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        """Begin a case with what was told before; the message is read as the first change of it."""
        assert turn.heard is not None
        draft = await self._opening.draft(speech, replace(turn, heard=None), decision)
        speech.state = speech.state.drafting(quieted(draft, turn.heard)).aggrieved()
        state = speech.state.asking(Asked(kind=Open.CONFIRM))
        read = self._rooms.understander.understand
        heard = await asyncio.to_thread(read, turn.heard.reading.masked, state)
        told = replace(turn, heard=heard, state=state)
        await self.set_aside(speech, told)
        if await self.edit(speech, replace(told, heard=heard.own or heard)):
            # Nothing is filed that was never shown.
            await self.go_on(speech, turn)

    async def set_aside(self, speech: Speech, turn: OpenTurn) -> None:
        """Keep what a message tells of other offices until the case in hand is done."""
        if turn.heard and turn.heard.others:
            speech.say("second_problem")
            await self._waiting.set_aside(speech, turn, turn.heard.others)

    async def take_up(self, speech: Speech, turn: OpenTurn) -> None:
        """The next matter that waits, once the case in hand is filed or given up."""
        if speech.state.draft is None and speech.state.later:
            speech.say("second_now")
            speech.state = taken_up(speech.state)
            await self.go_on(speech, turn)

    async def take(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        """An answer to what was asked, by a button or in words."""
        draft, heard = draft_of(speech), turn.heard
        if decision.name in (SPLIT, JOIN, SWAP):
            if not self._waiting.change(speech, decision.name):
                speech.state = speech.state.missed()
            await self.go_on(speech, turn)
            return
        if decision.name == CHANGE_TOPIC[1]:
            self._questions.topics(speech)
            return
        if heard is None:
            done = by_button(draft, decision.name)
            say_done(speech, done)
        elif draft.proposed and not draft.is_rewritten and decision.name != "deny":
            await self.edit(speech, turn)
            return
        else:
            done = await self._changes.by_words(speech, turn, heard, decision.name)
        if done.waits:
            self._wait(speech, done)
            return
        changed = done.draft
        if changed == draft:
            speech.is_refused = decision.name == "deny"
            speech.state = speech.state.missed()
        await self._changed(speech, turn, changed)

    async def edit(self, speech: Speech, turn: OpenTurn) -> bool:
        """Whatever a message puts right, takes out or adds; whether it is filed at once."""
        turn = await self._changes.beside_confirmed(turn)
        assert turn.heard is not None
        about, before = meant(draft_of(speech), turn.heard), len(speech.replies)
        draft, heard = about.draft, about.heard
        turn = replace(turn, heard=heard)
        self._opening.tell_of_bribery(speech, heard)
        given = await self._changes.given(heard, speech.state)
        new = puts_right(given, draft, heard)
        if heard.of("edit/replace", "correct") >= PUTS_RIGHT:
            # «عجب، گفتم اداره کار!»: not another problem, but the agency of this one.
            other = None if heard.changes else other_agency(draft, heard)
            new = replace(new, agency=given.agency or other)
        if await self._is_parked(speech, turn, given, new):
            return False
        named = filled(draft, new, only_open=False)
        self._changes.say_changes(speech, draft, named)
        if only_answers(turn.state.asked_kind, draft, named, heard):
            await self._changed(speech, turn, await self._changes.renamed(draft, named, heard))
            return False
        renamed: tuple[str, ...] = ()
        if rest := await self._changes.beside_fields(turn, draft, named):
            renamed = ("taken_swapped",) * (rest[0].parts != named.parts)
            named, turn = rest
            heard = turn.heard or heard
        if named == draft and wants_topic(draft, heard):
            self._questions.topics(speech)
            return False
        done = await self._changes.edited(speech, named, turn, named if rest else draft, renamed)
        if done.waits or about.leaves(done.draft):
            self._wait(speech, about.waiting(done))
            return False
        changed = await self._changes.of_its_text(speech, draft, done.draft)
        if given.agency == draft.agency:
            changed = self._changes.with_other_name(speech, changed, heard)
        if changed == draft and about.is_taken:
            speech.say("taken_swapped")
        elif changed == draft:
            changed = self._not_found(speech, draft, heard, is_new=len(speech.replies) == before)
        is_closed = turn.state.is_open(Open.CONFIRM) and words.has("closers", heard.text)
        if is_closed and changed != draft:
            if named == draft and done.said == ("taken_removed",):
                # «خط آخر را بردار و ثبت کن»: what is left was shown before.
                speech.state = speech.state.drafting(changed)
                return True
            speech.say("see_first")
        await self._changed(speech, turn, changed)
        return False

    def _not_found(
        self, speech: Speech, draft: Draft, heard: Understanding, *, is_new: bool
    ) -> Draft:
        """`draft`, of which nothing was found to change; a field that is only named is emptied."""
        changed = self._asked_anew(draft, heard) if is_new else draft
        if changed == draft and is_new and heard.of("edit/remove") >= PUTS_RIGHT:
            speech.say("no_such_part")
        if changed == draft:
            speech.state = speech.state.missed()
        return changed

    async def _is_parked(self, speech: Speech, turn: OpenTurn, given: Given, new: Given) -> bool:
        """Two agencies, two cases: the other one waits until this one is filed."""
        heard, agency = turn.heard, draft_of(speech).agency
        assert heard is not None
        is_second = heard.changes and words.has("other_matters", heard.text)
        if given.agency in {None, agency} or not (new.agency is None or is_second):
            return False
        speech.say("second_problem")
        matter = Matter(heard.reading.masked, given.agency)
        await self._waiting.set_aside(speech, turn, [matter])
        await self.go_on(speech, turn)
        return True

    def _wait(self, speech: Speech, done: Edited) -> None:
        """No text is changed before the citizen says which sentence, yes, or the text itself."""
        speech.state = speech.state.drafting(_settled(draft_of(speech), done.draft))
        if done.offered:
            buttons = [(_title(one.text), one.choice) for one in done.offered]
            ask = speech.wording("which_goes")
            speech.ask(ask, [*buttons, CHANGE_TEXT, KEEP_TEXT], Asked(kind=Open.CONFIRM))
        elif done.proposed:
            for key in done.said:
                speech.say(key)
            self._propose(speech, rewriting.proposing(draft_of(speech), done.proposed))

    def _propose(self, speech: Speech, draft: Draft) -> None:
        speech.state = speech.state.drafting(draft)
        rewriting.propose(speech, self._questions.as_it_would_be(draft))

    async def accept(self, speech: Speech, turn: OpenTurn) -> bool:
        """Yes to the text as it would be; whether it is filed at once, for that was said with it.

        Not where something else must be asked, or would be filed that was not shown.
        """
        before = draft_of(speech)
        if turn.heard and await self._changes.gives_field(before, turn.heard, turn.state):
            # «بله، شهرش زرنده، ثبتش کن»: first it goes to that town.
            return await self.edit(speech, turn)
        done = rewriting.accepted(before)
        now = await self._changes.of_its_text(speech, before, done.draft)
        is_shown = now.agency == before.agency and not now.is_formal
        if is_shown and (turn.heard is None or files(turn.heard)):
            now = await self._looked_up(turn, now)
            if now.next_open is Open.CONFIRM:
                speech.state = speech.state.drafting(now)
                return True
        say_done(speech, done)
        await self._changed(speech, turn, now)
        return False

    def _asked_anew(self, draft: Draft, heard: Understanding) -> Draft:
        """`draft` without the part that a message names and does not give («شهرش اشتباهه»)."""
        field = field_named(heard.text)
        if field == "description" and len(heard.text.split()) > _MOST_OF_FIELD:
            # «… متنو خراب کردی» says more, and what is written must not be lost.
            return draft
        return emptied(draft, field) if field else draft

    async def go_on(self, speech: Speech, turn: OpenTurn) -> None:
        """Look for what others have told, once all is known, and ask what is open."""
        draft = draft_of(speech)
        if draft.proposed and not draft.is_rewritten:
            # It waits for a yes, whatever was said in between.
            self._propose(speech, draft)
            return
        speech.state = speech.state.having_quieted(await self._looked_up(turn, draft))
        self._questions.ask(speech)

    async def _looked_up(self, turn: OpenTurn, draft: Draft) -> Draft:
        """`draft` with what others have told, once all else is known."""
        if draft.next_open is not Open.CONFIRM or draft.is_looked_up:
            return draft
        return await look_up(draft, self._rooms.similar, turn.conversation_id)

    def remind(self, speech: Speech) -> None:
        """After a question in the middle: the case is still here."""
        self._questions.remind(speech)

    async def _changed(self, speech: Speech, turn: OpenTurn, draft: Draft) -> None:
        before = draft_of(speech)
        draft = _settled(before, draft)
        if draft != before:
            speech.state = speech.state.turned_to(speech.state.focus)
        if draft.parts != before.parts:
            # What it may be two of has changed.
            draft = draft.model_copy(update={"apart": ()})
        if draft.parts not in (before.parts, before.earlier):
            draft = draft.model_copy(update={"earlier": before.parts})
        speech.state = speech.state.drafting(draft)
        if draft.follow not in {None, ALONE}:
            return
        await self.go_on(speech, turn)


def _settled(before: Draft, now: Draft) -> Draft:
    """`now` without what others have told, where that was looked up for other fields."""
    fields = ("kind", "agency", "province", "city")
    if all(getattr(now, field) == getattr(before, field) for field in fields):
        return now
    return now.model_copy(update={"is_looked_up": False, "offer": None, "follow": None})


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1].rstrip()}…"
