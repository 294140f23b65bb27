"""How a case begins: with the words that opened it, and what was told and talked of before."""

import asyncio
from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import MOST_CHARACTERS
from assistant.dialogue.complaint.fields import filled, indicator, with_part
from assistant.dialogue.complaint.reading import DraftReader
from assistant.dialogue.complaint.telling import points_back, told_part
from assistant.dialogue.complaint.waiting import Waiting
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.matters import Matter
from assistant.dialogue.message_reader import indicator_of
from assistant.dialogue.policy.moves import Decision
from assistant.dialogue.policy.openings import BRIBERY_LINE, kind_of_case, tells_of_bribe
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.things import Open, Thing, ThingKind
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understood import Understanding
from assistant.understanding.reading import Reading

_MOST_LIKELY, _FIRST_HITS = 4, 4
_FOUND = 0.4
"""So sure the search must be that words give their agency, if no two of its first services are of
the first one's. Of 40 complaints told behind a talk about something else .80 give it so; of 25 that
lean on that talk («سه ماهه تمدید کردم نرسیده») .20."""


class DraftOpening:
    """Makes the first draft of a case."""

    def __init__(self, rooms: Rooms, reader: DraftReader) -> None:
        self._rooms, self._reader = rooms, reader
        self.waiting = Waiting(self._case_of)

    async def draft(self, speech: Speech, turn: OpenTurn, decision: Decision) -> Draft:
        """The draft as it is after the message that opened it."""
        state = speech.state
        draft = Draft(kind=decision.name or "complaint")
        for thing in decision.things:
            draft = draft.model_copy(update={"agency": thing.id})
        heard = await self._first_of(turn) if turn.heard else None
        if heard is not None:
            draft = await self._first_words(draft, turn, heard)
            self._tell_other_ways(speech, heard)
            draft = await self._with_matters(speech, turn, draft)
        else:
            draft = await self._with_grievances(draft, state)
        draft = self.of_talk(draft, turn.state, heard)
        return await self.with_likely(draft, state, heard)

    async def _first_of(self, turn: OpenTurn) -> Understanding:
        """The first matter of a message by itself; behind a filed case, as if none was there."""
        heard = turn.heard
        assert heard is not None
        first = heard.own or heard
        if turn.state.filed_code is None:
            return first
        text = heard.others[0].text if heard.is_other else first.reading.masked
        return await asyncio.to_thread(self._rooms.understander.understand, text, State())

    async def _with_matters(self, speech: Speech, turn: OpenTurn, draft: Draft) -> Draft:
        """`draft`, and what else the message that opens it tells of other offices."""
        heard = turn.heard
        assert heard is not None
        draft = draft.model_copy(update={"nearby": turn.state.filed_place})
        others = list(heard.others)
        if heard.is_other:
            first, *others = others
            told = (Part(text=first.text, turn=turn.id or None),)
            agency, parts = draft.agency or first.agency, draft.parts or told
            draft = draft.model_copy(update={"agency": agency, "parts": parts})
        await self.waiting.set_aside(speech, turn, others)
        apart = await self.waiting.doubt(turn, heard.doubtful if draft.parts else ())
        return draft.model_copy(update={"apart": apart})

    async def _case_of(self, matter: Matter, turn: OpenTurn) -> Draft:
        """A matter as a case of its own, with nothing of what was said before it."""
        read = self._rooms.understander.understand
        heard = await asyncio.to_thread(read, matter.text, State())
        alone = replace(turn, heard=heard, state=State())
        # What stands beside a complaint is one, too, unless it is called otherwise.
        kind = kind_of_case(heard) if words.kinds_named(heard.text) else "complaint"
        draft = await self._first_words(Draft(kind=kind), alone, heard)
        parts = draft.parts or (Part(text=matter.text, turn=turn.id or None),)
        agency = matter.agency or draft.agency
        draft = draft.model_copy(update={"parts": parts, "agency": agency})
        return await self.with_likely(draft, State(), heard)

    async def _first_words(self, draft: Draft, turn: OpenTurn, heard: Understanding) -> Draft:
        given = await asyncio.to_thread(self._reader.given, heard, turn.state)
        changed = filled(draft, given, only_open=True)
        changed = await self._with_grievances(changed, turn.state)
        part = told_part(turn.id or None, heard)
        if part.text:
            changed = with_part(changed, part)
        topic = changed.indicator or indicator(draft.kind, heard)
        return changed.model_copy(update={"indicator": topic})

    async def _with_grievances(self, draft: Draft, state: State) -> Draft:
        """What was told before «میخوام شکایت کنم», where that names no other agency."""
        parts = state.grievances
        while len("\n".join(part.text for part in parts)) > MOST_CHARACTERS // 2:
            # The message itself must find room behind them.
            parts = parts[1:]
        if not parts:
            return draft
        told = "\n".join(part.text for part in parts)
        reading = await asyncio.to_thread(self._rooms.reader.read, told)
        given = await asyncio.to_thread(self._reader.given_in, told)
        if draft.agency and given.agency not in {None, draft.agency}:
            return draft
        changes = {
            "parts": parts,
            "indicator": indicator_of(reading) if draft.kind == "complaint" else None,
        }
        return filled(draft, given, only_open=True).model_copy(update=changes)

    def of_talk(self, draft: Draft, state: State, heard: Understanding | None) -> Draft:
        """The agency that the talk was about, where the words point to it or name none."""
        focus = _talked_of(state)
        if draft.agency or focus is None:
            return draft
        entry = self._rooms.catalogue.by_id.get(focus.id)
        # A button beside «کدام‌یک» belongs to what was told, and not to what was talked of before.
        is_pressed = heard is None and not state.is_open(Open.CHOICE)
        points = is_pressed or (heard is not None and points_back(heard.text))
        if focus.kind is ThingKind.SERVICE and entry and points:
            return draft.model_copy(update={"agency": entry.agency.id, "service": entry.service.id})
        if focus.kind is ThingKind.AGENCY and points:
            return draft.model_copy(update={"agency": focus.id})
        return draft

    async def with_likely(self, draft: Draft, state: State, heard: Understanding | None) -> Draft:
        """Which agencies it may be about, by all that is told.

        First comes the one talked of before, where words give none and the message leans on that.
        """
        if not draft.parts:
            return draft
        told = await asyncio.to_thread(self._rooms.reader.look_up, draft.description)
        found = [*told.mentions.agency_ids, *(hit.entry.agency.id for hit in told.found.hits)]
        if heard is not None:
            found = [*heard.reading.mentions.agency_ids, *found]
            before = self._agency_of(_talked_of(state))
            is_meant = before is not None and self._agency_of(heard.things.best[0]) == before
            if before and is_meant and not _gives_agency(told):
                found = [before, *found]
        return draft.model_copy(update={"likely": tuple(dict.fromkeys(found))[:_MOST_LIKELY]})

    def _agency_of(self, thing: Thing | None) -> str | None:
        entry = self._rooms.catalogue.by_id.get(thing.id) if thing else None
        return entry.agency.id if entry else None

    def _tell_other_ways(self, speech: Speech, heard: Understanding) -> None:
        """Bribery has a line; some complaints have a way of their own beside 128."""
        self.tell_of_bribery(speech, heard)
        found = heard.reading.found
        entry = found.hits[0].entry
        has_own = entry.service.title.startswith(("اعتراض", "شکایت از"))
        if found.sure and has_own and not speech.state.has_shown(f"card:{entry.service.id}"):
            speech.say("own_way")
            speech.card(entry)
            speech.state = speech.state.having_shown(f"card:{entry.service.id}")

    def tell_of_bribery(self, speech: Speech, heard: Understanding) -> None:
        """Once, as soon as a bribe is told."""
        key = f"card:line:{BRIBERY_LINE}"
        if tells_of_bribe(heard) and not speech.state.has_shown(key):
            speech.line(self._rooms.catalogue.lines[BRIBERY_LINE])
            speech.say("corruption")
            speech.state = speech.state.having_shown(key)


def _talked_of(state: State) -> Thing | None:
    """What the talk was about before the case."""
    return state.drafting(None).focus


def _gives_agency(told: Reading) -> bool:
    """Whether the words of a complaint give the agency that it is about."""
    first, *others = [hit.entry.agency.id for hit in told.found.hits[:_FIRST_HITS]]
    is_found = told.found.probability >= _FOUND or first in others
    return bool(told.mentions.agency_ids) or is_found
