"""What a message changes in the case that is being written: its fields, its topic and its text."""

import asyncio
from dataclasses import replace

from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind
from assistant.dialogue import words
from assistant.dialogue.complaint import rewriting
from assistant.dialogue.complaint.corrections import of_same_agency, puts_right
from assistant.dialogue.complaint.editing import Edited
from assistant.dialogue.complaint.fields import filled, followed, indicator, with_part
from assistant.dialogue.complaint.opening import DraftOpening
from assistant.dialogue.complaint.reading import DraftReader, Given, fields_of
from assistant.dialogue.complaint.renaming import EDGES, Renaming
from assistant.dialogue.complaint.rewriting import is_to_go, may_only_worry, say_done
from assistant.dialogue.complaint.stepwise import edited_by_steps
from assistant.dialogue.complaint.telling import points_back, tells_something
from assistant.dialogue.complaint.topics import (
    beside_confirmed,
    beside_topic,
    refuses_topic,
    topic_named,
)
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.policy.moves import ANEW
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.things import Open
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understood import Understanding

_MOST_OF_ANSWER = 6
"""Words of a message that only gives the office that was asked for."""
REMOVES = 0.15
"""From here on words of the text may go for which no others come."""


class DraftChanges:
    """Works out what a message changes, and says each change of a field."""

    def __init__(self, rooms: Rooms, reader: DraftReader, opening: DraftOpening) -> None:
        self._rooms, self._reader, self._opening = rooms, reader, opening
        self._renaming = Renaming(rooms.reader)

    async def beside_confirmed(self, turn: OpenTurn) -> OpenTurn:
        """The turn without what it says of fields that stay as they are."""
        rest = beside_confirmed(turn.heard) if turn.heard else ""
        if not rest:
            return turn
        understand = self._rooms.understander.understand
        return replace(turn, heard=await asyncio.to_thread(understand, rest, turn.state))

    async def by_words(
        self, speech: Speech, turn: OpenTurn, heard: Understanding, name: str
    ) -> Edited:
        """The draft after an answer in words to what was asked; `name` is the move."""
        draft, asked = draft_of(speech), turn.state.asked_kind
        if asked is Open.FOLLOW:
            return Edited(followed(draft, heard.text, name))
        if name == ANEW:
            done = rewriting.rewritten(draft, heard, turn.id or None)
            say_done(speech, done)
            return done
        draft = rewriting.kept(draft) if name == "deny" else draft
        self._opening.tell_of_bribery(speech, heard)
        given = await self.given(heard, turn.state)
        if asked is Open.PLACE and name == "deny":
            given = Given(no_place=True)
        is_open = asked in (Open.AGENCY, Open.DESCRIPTION) and given.agency is None
        if is_open and points_back(heard.text):
            draft = self._opening.of_talk(draft, turn.state, heard)
        # «اشتباه گفتم، اداره آبه» puts the agency right, whatever was asked.
        given = puts_right(given, draft, heard)
        if draft.is_rewritten and draft.proposed and name != "deny":
            draft = draft.model_copy(update={"parts": draft.proposed})
        changed = rewriting.kept(filled(draft, given, only_open=False))
        if name == "deny" or only_answers(asked, draft, changed, heard):
            return Edited(await self.renamed(draft, changed, heard))
        if rest := await self.beside_fields(turn, draft, changed):
            changed, turn = rest
            heard = turn.heard or heard
        done = await self.edited(speech, changed, turn, changed if rest else draft)
        if done.waits and changed == draft:
            return done
        # Who gives what was asked for changes the text only where that is sure.
        told = changed if done.waits else done.draft
        is_asked = asked is Open.DESCRIPTION and not told.parts
        if is_asked and tells_something(heard.reading):
            told = with_part(changed, Part(text=heard.reading.masked.strip(), turn=turn.id or None))
        if told.parts == changed.parts:
            return Edited(told)
        told = await self._opening.with_likely(told, turn.state, heard)
        topic = told.indicator or indicator(draft.kind, heard)
        return Edited(told.model_copy(update={"indicator": topic}))

    async def given(self, heard: Understanding, state: State) -> Given:
        """What a message gives; off the loop, since names are read."""
        return await asyncio.to_thread(self._reader.given, heard, state)

    async def gives_field(self, draft: Draft, heard: Understanding, state: State) -> bool:
        """Whether a message gives a field of the draft another value."""
        given = puts_right(await self.given(heard, state), draft, heard)
        return filled(draft, given, only_open=False) != draft

    async def of_its_text(self, speech: Speech, before: Draft, now: Draft) -> Draft:
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
        self.say_changes(speech, now, named)
        return named

    def with_other_name(self, speech: Speech, draft: Draft, heard: Understanding) -> Draft:
        """`draft` with another name of its own agency, where a message gives one."""
        name = of_same_agency(draft, heard)
        if name is None:
            return draft
        agency = self._rooms.catalogue.agencies[draft.agency or ""]
        known = words.own_words(" ".join((agency.name, *agency.short_names)))
        if words.own_words(name) <= known:
            # «آبفای سیستان» is no other office of the water company.
            return draft
        speech.say("agency_stands", name=name, agency=agency.name)
        return draft.model_copy(update={"parts": (*draft.parts, Part(text=name))})

    async def renamed(self, before: Draft, now: Draft, heard: Understanding) -> Draft:
        """`now` with the names of its text put right, where its fields were."""
        done = await asyncio.to_thread(self._renaming.after, Edited(now), before, now, heard)
        return done.draft

    async def beside_fields(
        self, turn: OpenTurn, before: Draft, now: Draft
    ) -> tuple[Draft, OpenTurn] | None:
        """The draft with the names of its fields in its text, and what else a message changes.

        None where the fields stay, or where the message cannot be told apart.
        """
        heard, fields = turn.heard, fields_of(now)
        if heard is None or fields_of(before) == fields:
            return None
        message = heard.reading.masked
        rest = await asyncio.to_thread(self._renaming.rest, message, before, now)
        is_given = before.agency is None or not before.has_place
        if rest == message.strip(EDGES) or (rest and is_given):
            # What stands beside an answer is read with it.
            return None
        named = await self.renamed(before, now, heard)
        if not rest:
            return named, replace(turn, heard=replace(heard, edits=None))
        read, state = self._rooms.understander.understand, turn.state.drafting(named)
        return named, replace(turn, heard=await asyncio.to_thread(read, rest, state))

    async def edited(
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
        topic, is_refused = topic_named(heard), refuses_topic(draft, heard.text)
        if topic is not None and topic != draft.indicator:
            speech.say("taken_topic", topic=INDICATOR_FA[Indicator(topic)])
            draft = draft.model_copy(update={"indicator": topic})
        elif is_refused:
            speech.say("topic_gone")
            draft = draft.model_copy(update={"indicator": None})
        if draft.indicator != before.indicator and (rest := beside_topic(heard)):
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

    def say_changes(self, speech: Speech, before: Draft, now: Draft) -> None:
        """Tell which agency, place or kind the draft has now."""
        if now.agency != before.agency:
            speech.say("taken_agency", agency=self._rooms.catalogue.agencies[now.agency or ""].name)
        if (now.province, now.city) != (before.province, before.city):
            speech.say("taken_place", place=place_words(now.province, now.city))
        if now.kind != before.kind:
            speech.say("taken_kind", kind=KIND_FA[Kind(now.kind)])


def only_answers(asked: Open | None, before: Draft, now: Draft, heard: Understanding) -> bool:
    """«آب و فاضلاب یاسوج» names the office that was asked for, and changes no word of the text."""
    is_short = len(heard.text.split()) <= _MOST_OF_ANSWER
    is_given = asked is Open.AGENCY and now.agency != before.agency
    changes = any(words.has(one, heard.text) for one in ("removals", "dictates"))
    return is_short and is_given and not changes


def place_words(province: str, city: str) -> str:
    """A place as people say it: «کرج، البرز»."""
    return "، ".join(dict.fromkeys(name for name in (city, province) if name))


def draft_of(speech: Speech) -> Draft:
    """The case that is being written, of which there is one."""
    draft = speech.state.draft
    assert draft is not None
    return draft
