"""Writing a case: what each move changes in the draft, and what is asked next."""

import asyncio
from dataclasses import replace
from typing import Any

from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind
from assistant.dialogue import words
from assistant.dialogue.complaint import reading as reads
from assistant.dialogue.complaint import rewriting
from assistant.dialogue.complaint.answering import files, meant
from assistant.dialogue.complaint.editing import CUT, Edited, without
from assistant.dialogue.complaint.fields import (
    ALONE,
    emptied,
    field_named,
    filled,
    followed,
    indicator,
    quieted,
    with_part,
)
from assistant.dialogue.complaint.opening import DraftOpening
from assistant.dialogue.complaint.questions import (
    CHANGE_TEXT,
    CHANGE_TOPIC,
    FORMAL,
    HIDE_NAMES,
    KEEP_TEXT,
    NEARBY,
    OWN,
    SHOW_NAMES,
    TOPIC,
    Questions,
)
from assistant.dialogue.complaint.reading import DraftReader, Given
from assistant.dialogue.complaint.renaming import EDGES, Renaming
from assistant.dialogue.complaint.rewriting import is_to_go, may_only_worry, say_done
from assistant.dialogue.complaint.similar import look_up
from assistant.dialogue.complaint.stepwise import edited_by_steps
from assistant.dialogue.complaint.waiting import offer_split, offer_ways, taken_up
from assistant.dialogue.matters import Matter
from assistant.dialogue.policy.moves import ANEW, JOIN, SPLIT, SWAP, Decision
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import Asked, Draft, Open, Part, State
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understood import Understanding

_TITLE = 40
"""So many letters of a clause stand on its button."""
_MOST_OF_FIELD = 6
"""Words of a message that asks for the text to be written anew («متنش رو عوض کن»)."""
_MOST_OF_ANSWER = 6
"""Words of a message that only gives the office that was asked for."""
REMOVES = 0.15
"""From here on words of the text may go for which no others come."""
PUTS_RIGHT = 0.4
"""From here on a message puts something right, and tells of no other problem."""


class Drafting:
    """Opens a case and takes into it what messages and buttons give."""

    def __init__(self, rooms: Rooms, reader: DraftReader) -> None:
        self._rooms, self._reader = rooms, reader
        self._questions = Questions(rooms.catalogue)
        self._opening = DraftOpening(rooms, reader)
        self._waiting = self._opening.waiting
        self._renaming = Renaming(rooms.reader)

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
        draft, heard = _draft(speech), turn.heard
        if decision.name in (SPLIT, JOIN, SWAP):
            if not self._waiting.change(speech, decision.name):
                speech.state = speech.state.missed()
            await self.go_on(speech, turn)
            return
        if decision.name == CHANGE_TOPIC[1]:
            self._questions.topics(speech)
            return
        if heard is None:
            done = _by_button(draft, decision.name)
            say_done(speech, done)
        elif draft.proposed and not draft.is_rewritten and decision.name != "deny":
            await self.edit(speech, turn)
            return
        else:
            done = await self._by_words(speech, turn, heard, decision.name)
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
        turn = await self._beside_confirmed(turn)
        assert turn.heard is not None
        about, before = meant(_draft(speech), turn.heard), len(speech.replies)
        draft, heard = about.draft, about.heard
        turn = replace(turn, heard=heard)
        self._opening.tell_of_bribery(speech, heard)
        given = await self._given(heard, speech.state)
        new = reads.puts_right(given, draft, heard)
        if heard.of("edit/replace", "correct") >= PUTS_RIGHT:
            # «عجب، گفتم اداره کار!»: not another problem, but the agency of this one.
            other = None if heard.changes else reads.other_agency(draft, heard)
            new = replace(new, agency=given.agency or other)
        if await self._is_parked(speech, turn, given, new):
            return False
        named = filled(draft, new, only_open=False)
        self._say_changes(speech, draft, named)
        if _only_answers(turn.state.asked_kind, draft, named, heard):
            await self._changed(speech, turn, await self._renamed(draft, named, heard))
            return False
        renamed: tuple[str, ...] = ()
        if rest := await self._beside_fields(turn, draft, named):
            renamed = ("taken_swapped",) * (rest[0].parts != named.parts)
            named, turn = rest
            heard = turn.heard or heard
        if named == draft and reads.wants_topic(draft, heard):
            self._questions.topics(speech)
            return False
        done = await self._edited(speech, named, turn, named if rest else draft, renamed)
        if done.waits or about.leaves(done.draft):
            self._wait(speech, about.waiting(done))
            return False
        changed = await self._of_its_text(speech, draft, done.draft)
        if given.agency == draft.agency:
            changed = self._with_other_name(speech, changed, heard)
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

    async def _beside_confirmed(self, turn: OpenTurn) -> OpenTurn:
        """The turn without what it says of fields that stay as they are."""
        rest = reads.beside_confirmed(turn.heard) if turn.heard else ""
        if not rest:
            return turn
        understand = self._rooms.understander.understand
        return replace(turn, heard=await asyncio.to_thread(understand, rest, turn.state))

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

    def _with_other_name(self, speech: Speech, draft: Draft, heard: Understanding) -> Draft:
        """`draft` with another name of its own agency, where a message gives one."""
        name = reads.of_same_agency(draft, heard)
        if name is None:
            return draft
        agency = self._rooms.catalogue.agencies[draft.agency or ""].name
        speech.say("agency_stands", name=name, agency=agency)
        return draft.model_copy(update={"parts": (*draft.parts, Part(text=name))})

    async def _is_parked(self, speech: Speech, turn: OpenTurn, given: Given, new: Given) -> bool:
        """Two agencies, two cases: the other one waits until this one is filed."""
        heard, agency = turn.heard, _draft(speech).agency
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
        speech.state = speech.state.drafting(_settled(_draft(speech), done.draft))
        if done.offered:
            buttons = [(_title(one.text), one.choice) for one in done.offered]
            ask = speech.wording("which_goes")
            speech.ask(ask, [*buttons, CHANGE_TEXT, KEEP_TEXT], Asked(kind=Open.CONFIRM))
        elif done.proposed:
            for key in done.said:
                speech.say(key)
            self._propose(speech, rewriting.proposing(_draft(speech), done.proposed))

    def _propose(self, speech: Speech, draft: Draft) -> None:
        speech.state = speech.state.drafting(draft)
        rewriting.propose(speech, self._questions.as_it_would_be(draft))

    async def accept(self, speech: Speech, turn: OpenTurn) -> bool:
        """Yes to the text as it would be; whether it is filed at once, for that was said with it.

        Not where something else must be asked, or would be filed that was not shown.
        """
        before = _draft(speech)
        if turn.heard and await self._gives_field(before, turn.heard, turn.state):
            # «بله، شهرش زرنده، ثبتش کن»: first it goes to that town.
            return await self.edit(speech, turn)
        done = rewriting.accepted(before)
        now = await self._of_its_text(speech, before, done.draft)
        is_shown = now.agency == before.agency and not now.is_formal
        if is_shown and (turn.heard is None or files(turn.heard)):
            now = await self._looked_up(turn, now)
            if now.next_open is Open.CONFIRM:
                speech.state = speech.state.drafting(now)
                return True
        say_done(speech, done)
        await self._changed(speech, turn, now)
        return False

    async def _gives_field(self, draft: Draft, heard: Understanding, state: State) -> bool:
        given = reads.puts_right(await self._given(heard, state), draft, heard)
        return filled(draft, given, only_open=False) != draft

    async def _of_its_text(self, speech: Speech, before: Draft, now: Draft) -> Draft:
        """`now` with the agency that its text names instead of the one before.

        «گاز نبوده، آب و فاضلاب بوده» puts the text right, and where it goes.
        """
        if now.agency is None or now.agency != before.agency or now.parts == before.parts:
            return now
        look_up = self._rooms.reader.look_up
        found = [await asyncio.to_thread(look_up, one.description) for one in (before, now)]
        was, are = (set(one.mentions.agency_ids) for one in found)
        come = are - was
        if now.agency in are or now.agency not in was or len(come) != 1:
            return now
        named = now.model_copy(update={"agency": come.pop()})
        self._say_changes(speech, now, named)
        return named

    async def _renamed(self, before: Draft, now: Draft, heard: Understanding) -> Draft:
        """`now` with the names of its text put right, where its fields were."""
        done = await asyncio.to_thread(self._renaming.after, Edited(now), before, now, heard)
        return done.draft

    async def _beside_fields(
        self, turn: OpenTurn, before: Draft, now: Draft
    ) -> tuple[Draft, OpenTurn] | None:
        """The draft with the names of its fields in its text, and what else a message changes.

        None where the fields stay, or where the message cannot be told apart.
        """
        heard, fields = turn.heard, reads.fields_of(now)
        if heard is None or reads.fields_of(before) == fields:
            return None
        message = heard.reading.masked
        rest = await asyncio.to_thread(self._renaming.rest, message, before, now)
        is_given = before.agency is None or not before.has_place
        if rest == message.strip(EDGES) or (rest and is_given):
            # What stands beside an answer is read with it.
            return None
        named = await self._renamed(before, now, heard)
        if not rest:
            return named, replace(turn, heard=replace(heard, edits=None))
        read, state = self._rooms.understander.understand, turn.state.drafting(named)
        return named, replace(turn, heard=await asyncio.to_thread(read, rest, state))

    async def _edited(
        self,
        speech: Speech,
        draft: Draft,
        turn: OpenTurn,
        given_to: Draft,
        said: tuple[str, ...] = (),
    ) -> Edited:
        """`draft`, of which a message gave `given_to` its fields, with another topic or text.

        `said` are keys of what was done to the text before.
        """
        heard, before = turn.heard, draft
        assert heard is not None
        if draft.earlier and words.has("undoes", heard.text):
            speech.say("taken_undone")
            return Edited(draft.model_copy(update={"parts": draft.earlier}))
        if words.has("fields", heard.text, "kind") and words.has("bribery", heard.text):
            speech.say("topic_bribery")
            return Edited(draft.model_copy(update={"indicator": None}))
        topic, is_refused = reads.topic_named(heard), reads.refuses_topic(draft, heard.text)
        if topic is not None and topic != draft.indicator:
            speech.say("taken_topic", topic=INDICATOR_FA[Indicator(topic)])
            draft = draft.model_copy(update={"indicator": topic})
        elif is_refused:
            speech.say("topic_gone")
            draft = draft.model_copy(update={"indicator": None})
        if draft.indicator != before.indicator and (rest := reads.beside_topic(heard)):
            # «موضوعش این نیست، ده آبان بود نه مهر» puts two things right.
            state, understand = turn.state.drafting(draft), self._rooms.understander.understand
            heard = await asyncio.to_thread(understand, rest, state)
        elif draft.indicator != before.indicator or heard.edits is None:
            say_done(speech, Edited(draft, said))
            return Edited(draft)
        if heard.edits is None:
            return Edited(draft)
        if words.has("formal", heard.text) and not heard.changes:
            return Edited(draft.model_copy(update={"is_formal": True}))
        removes = heard.of("edit/remove") >= REMOVES or words.has("removals", heard.text)
        removes = removes or words.has("contrast", heard.reading.masked, "scolds")
        message, turn_id = heard.reading.masked, turn.id or None
        read = self._rooms.understander.edits
        done = await asyncio.to_thread(
            edited_by_steps, draft, heard.edits, message, turn_id, read, may_remove=removes
        )
        if done.offered and not is_to_go(heard):
            # «جمله رو نصفه کردی که» takes nothing out.
            done = replace(done, offered=())
        if may_only_worry(done, heard):
            done = Edited(draft, proposed=done.draft.parts)
        done = await asyncio.to_thread(self._renaming.after, done, given_to, draft, heard)
        say_done(speech, replace(done, said=(*said, *done.said)))
        return rewriting.at_the_end(done) if "taken_noted" in done.said else done

    def _asked_anew(self, draft: Draft, heard: Understanding) -> Draft:
        """`draft` without the part that a message names and does not give («شهرش اشتباهه»)."""
        field = field_named(heard.text)
        if field == "description" and len(heard.text.split()) > _MOST_OF_FIELD:
            # «… متنو خراب کردی» says more, and what is written must not be lost.
            return draft
        return emptied(draft, field) if field else draft

    async def go_on(self, speech: Speech, turn: OpenTurn) -> None:
        """Look for what others have told, once all is known, and ask what is open."""
        draft = _draft(speech)
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
        before = _draft(speech)
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

    async def _by_words(
        self, speech: Speech, turn: OpenTurn, heard: Understanding, name: str
    ) -> Edited:
        draft, asked = _draft(speech), turn.state.asked_kind
        if asked is Open.FOLLOW:
            return Edited(followed(draft, heard.text, name))
        if name == ANEW:
            done = rewriting.rewritten(draft, heard, turn.id or None)
            say_done(speech, done)
            return done
        draft = rewriting.kept(draft) if name == "deny" else draft
        self._opening.tell_of_bribery(speech, heard)
        given = await self._given(heard, turn.state)
        if asked is Open.PLACE and name == "deny":
            given = Given(no_place=True)
        is_open = asked in (Open.AGENCY, Open.DESCRIPTION) and given.agency is None
        if is_open and reads.points_back(heard.text):
            draft = self._opening.of_talk(draft, turn.state, heard)
        # «اشتباه گفتم، اداره آبه» puts the agency right, whatever was asked.
        given = reads.puts_right(given, draft, heard)
        if draft.is_rewritten and draft.proposed and name != "deny":
            draft = draft.model_copy(update={"parts": draft.proposed})
        changed = rewriting.kept(filled(draft, given, only_open=False))
        if name == "deny" or _only_answers(asked, draft, changed, heard):
            return Edited(await self._renamed(draft, changed, heard))
        if rest := await self._beside_fields(turn, draft, changed):
            changed, turn = rest
            heard = turn.heard or heard
        done = await self._edited(speech, changed, turn, changed if rest else draft)
        if done.waits and changed == draft:
            return done
        # Who gives what was asked for changes the text only where that is sure.
        told = changed if done.waits else done.draft
        is_asked = asked is Open.DESCRIPTION and not told.parts
        if is_asked and reads.tells_something(heard.reading):
            told = with_part(changed, Part(text=heard.reading.masked.strip(), turn=turn.id or None))
        if told.parts == changed.parts:
            return Edited(told)
        told = await self._opening.with_likely(told, turn.state, heard)
        topic = told.indicator or indicator(draft.kind, heard)
        return Edited(told.model_copy(update={"indicator": topic}))

    async def _given(self, heard: Understanding, state: State) -> Given:
        """What a message gives; off the loop, since names are read."""
        return await asyncio.to_thread(self._reader.given, heard, state)

    def _say_changes(self, speech: Speech, before: Draft, now: Draft) -> None:
        if now.agency != before.agency:
            speech.say("taken_agency", agency=self._rooms.catalogue.agencies[now.agency or ""].name)
        if (now.province, now.city) != (before.province, before.city):
            speech.say("taken_place", place=place_words(now.province, now.city))
        if now.kind != before.kind:
            speech.say("taken_kind", kind=KIND_FA[Kind(now.kind)])


def _only_answers(asked: Open | None, before: Draft, now: Draft, heard: Understanding) -> bool:
    """«آب و فاضلاب یاسوج» names the office that was asked for, and changes no word of the text."""
    is_short = len(heard.text.split()) <= _MOST_OF_ANSWER
    is_given = asked is Open.AGENCY and now.agency != before.agency
    changes = any(words.has(one, heard.text) for one in ("removals", "dictates"))
    return is_short and is_given and not changes


def _settled(before: Draft, now: Draft) -> Draft:
    """`now` without what others have told, where that was looked up for other fields."""
    fields = ("kind", "agency", "province", "city")
    if all(getattr(now, field) == getattr(before, field) for field in fields):
        return now
    return now.model_copy(update={"is_looked_up": False, "offer": None, "follow": None})


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1].rstrip()}…"


def place_words(province: str, city: str) -> str:
    """A place as people say it: «کرج، البرز»."""
    return "، ".join(dict.fromkeys(name for name in (city, province) if name))


def _draft(speech: Speech) -> Draft:
    draft = speech.state.draft
    assert draft is not None
    return draft


_OF_ITSELF = {FORMAL[1], OWN[1], NEARBY, HIDE_NAMES[1], SHOW_NAMES[1]}
"""Choices that change the draft, and ask for nothing."""


def _by_button(draft: Draft, choice: str) -> Edited:
    name, _, value = choice.partition(":")
    if choice.startswith(CUT):
        return without(draft, choice)
    if choice in {KEEP_TEXT[1], rewriting.ACCEPT[1]}:
        is_taken = choice == rewriting.ACCEPT[1] and draft.proposed
        return rewriting.accepted(draft) if is_taken else Edited(rewriting.kept(draft))
    if choice == CHANGE_TEXT[1]:
        return Edited(rewriting.anew(draft))
    draft = rewriting.kept(draft)
    if choice.startswith(TOPIC):
        return Edited(draft.model_copy(update={"indicator": choice.removeprefix(TOPIC) or None}))
    if name == "edit" and choice not in _OF_ITSELF:
        return Edited(emptied(draft, value.removeprefix("case_")))
    is_offered = draft.offer is not None and draft.offer.id == value
    changes: dict[str, dict[str, Any]] = {
        "agency": {"agency": value},
        "skip_place": {"no_place": True},
        HIDE_NAMES[1]: {"is_quiet": True},
        SHOW_NAMES[1]: {"is_quiet": False},
        NEARBY: dict(zip(("province", "city"), draft.nearby, strict=True)),
        "edit": {"is_formal": value == "formal"},
        "follow": {"follow": value if is_offered else None},
        "alone": {"follow": ALONE},
    }
    key = choice if choice in changes else name
    return Edited(draft.model_copy(update=changes.get(key, {})))
