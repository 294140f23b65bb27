"""Writing a case: what each move changes in the draft, and what is asked next."""

import asyncio
from dataclasses import replace
from typing import Any

from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind
from assistant.dialogue import words
from assistant.dialogue.complaint import reading as reads
from assistant.dialogue.complaint import rewriting
from assistant.dialogue.complaint.editing import CUT, MOST_CHARACTERS, Edited, edited, without
from assistant.dialogue.complaint.questions import (
    CHANGE_TOPIC,
    CHANGES,
    KEEP_TEXT,
    NEARBY,
    TOPIC,
    Questions,
)
from assistant.dialogue.complaint.reading import DraftReader, Given
from assistant.dialogue.complaint.similar import look_up
from assistant.dialogue.complaint.waiting import Waiting, offer_split, offer_ways, taken_up
from assistant.dialogue.decide import (
    ANEW,
    BRIBERY_LINE,
    JOIN,
    SPLIT,
    SWAP,
    Decision,
    kind_of_case,
    tells_of_bribe,
)
from assistant.dialogue.matters import Matter
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import Asked, Draft, Open, Part, State, ThingKind
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understand import Understanding, indicator_of

ALONE = "alone"
_TITLE = 40
"""So many letters of a clause stand on its button."""
_MOST_LIKELY = 4
_MOST_OF_FIELD = 6
"""Words of a message that asks for the text to be written anew («متنش رو عوض کن»)."""
REMOVES = 0.15
"""From here on words of the text may go for which no others come."""
PUTS_RIGHT = 0.4
"""From here on a message puts something right, and tells of no other problem."""


class Drafting:
    """Opens a case and takes into it what messages and buttons give."""

    def __init__(self, rooms: Rooms, reader: DraftReader) -> None:
        self._rooms, self._reader = rooms, reader
        self._questions, self._waiting = Questions(rooms.catalogue), Waiting(self._case_of)

    async def open(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        """Begin a case: the message that opened it is the first piece of its description."""
        state = speech.state
        if turn.heard is None and turn.state.given_up:
            waiting = [one for one in (state.draft, *state.later) if one is not None]
            speech.state = state.setting_aside(*waiting).drafting(turn.state.given_up)
            await self.go_on(speech, turn)
            return
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
        draft = self._of_talk(draft, turn.state, heard)
        draft = self._with_likely(draft, state, heard)
        speech.state = speech.state.drafting(draft).aggrieved()
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
        await self._waiting.set_aside(speech, turn, others)
        apart = await self._waiting.doubt(turn, heard.doubtful if draft.parts else ())
        return draft.model_copy(update={"apart": apart})

    async def _case_of(self, matter: Matter, turn: OpenTurn) -> Draft:
        """A matter as a case of its own, with nothing of what was said before it."""
        read = self._rooms.understander.understand
        heard = await asyncio.to_thread(read, matter.text, State())
        alone = replace(turn, heard=heard, state=State())
        draft = await self._first_words(Draft(kind=kind_of_case(heard)), alone, heard)
        parts = draft.parts or (Part(text=matter.text, turn=turn.id or None),)
        agency = matter.agency or draft.agency
        draft = draft.model_copy(update={"parts": parts, "agency": agency})
        return self._with_likely(draft, State(), heard)

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
            _say_done(speech, done)
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

    async def edit(self, speech: Speech, turn: OpenTurn) -> None:
        """Whatever a message puts right, takes out or adds."""
        draft, heard, before = rewriting.kept(_draft(speech)), turn.heard, len(speech.replies)
        assert heard is not None
        self._tell_of_bribery(speech, heard)
        given = await self._given(heard, speech.state)
        new = reads.puts_right(given, draft, heard)
        if heard.of("edit/replace", "correct") >= PUTS_RIGHT:
            # «عجب، گفتم اداره کار!»: not another problem, but the agency of this one.
            other = None if heard.changes else reads.other_agency(draft, heard)
            new = replace(new, agency=given.agency or other)
        is_second = heard.changes and words.has("other_matters", heard.text)
        if given.agency not in {None, draft.agency} and (new.agency is None or is_second):
            # Two agencies, two cases: the other one waits until this one is filed.
            speech.say("second_problem")
            matter = Matter(heard.reading.masked, given.agency)
            await self._waiting.set_aside(speech, turn, [matter])
            await self.go_on(speech, turn)
            return
        named = _filled(draft, new, only_open=False)
        self._say_changes(speech, draft, named)
        if named == draft and reads.wants_topic(draft, heard):
            self._questions.topics(speech)
            return
        done = await self._edited(speech, named, turn)
        if done.waits:
            self._wait(speech, done)
            return
        changed = done.draft
        if given.agency == draft.agency and (name := reads.of_same_agency(changed, heard)):
            agency = self._rooms.catalogue.agencies[draft.agency or ""].name
            speech.say("agency_stands", name=name, agency=agency)
            changed = changed.model_copy(update={"parts": (*changed.parts, Part(text=name))})
        if changed == draft and len(speech.replies) == before:
            changed = self._asked_anew(draft, heard)
            if changed == draft and heard.of("edit/remove") >= PUTS_RIGHT:
                speech.say("no_such_part")
        if changed == draft:
            speech.state = speech.state.missed()
        await self._changed(speech, turn, changed)

    def _wait(self, speech: Speech, done: Edited) -> None:
        """Nothing is changed before the citizen says which sentence, yes, or the text itself."""
        speech.state = speech.state.drafting(done.draft)
        if done.offered:
            buttons = [(_title(one.text), one.choice) for one in done.offered]
            ask = speech.wording("which_goes")
            speech.ask(ask, [*buttons, CHANGES[0], KEEP_TEXT], Asked(kind=Open.CONFIRM))
        elif done.proposed:
            rewriting.propose(speech, done.draft, done.proposed)
        else:
            speech.say("unclear")
            speech.state = speech.state.drafting(rewriting.anew(done.draft))
            self._questions.ask(speech)

    async def accept(self, speech: Speech, turn: OpenTurn) -> None:
        """Yes to the text as it would be."""
        done = rewriting.accepted(_draft(speech))
        _say_done(speech, done)
        await self._changed(speech, turn, done.draft)

    async def _edited(self, speech: Speech, draft: Draft, turn: OpenTurn) -> Edited:
        """`draft` with another topic, or with another text."""
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
        if draft.indicator != before.indicator or heard.edits is None:
            return Edited(draft)
        if words.has("formal", heard.text) and not heard.changes:
            return Edited(draft.model_copy(update={"is_formal": True}))
        removes = heard.of("edit/remove") >= REMOVES or words.has("removals", heard.text)
        message, turn_id = heard.reading.masked, turn.id or None
        done = edited(draft, heard.edits, message, turn_id, may_remove=removes)
        _say_done(speech, done)
        return done

    def _asked_anew(self, draft: Draft, heard: Understanding) -> Draft:
        """`draft` without the part that a message names and does not give («شهرش اشتباهه»)."""
        field = _field_named(heard.text)
        if field == "description" and len(heard.text.split()) > _MOST_OF_FIELD:
            # «… متنو خراب کردی» says more, and what is written must not be lost.
            return draft
        return _emptied(draft, field) if field else draft

    async def go_on(self, speech: Speech, turn: OpenTurn) -> None:
        """Look for what others have told, once all is known, and ask what is open."""
        draft = _draft(speech)
        if draft.next_open is Open.CONFIRM and not draft.is_looked_up:
            draft = await look_up(draft, self._rooms.similar, turn.conversation_id)
            speech.state = speech.state.drafting(draft)
        self._questions.ask(speech)

    def remind(self, speech: Speech) -> None:
        """After a question in the middle: the case is still here."""
        self._questions.remind(speech)

    async def _changed(self, speech: Speech, turn: OpenTurn, draft: Draft) -> None:
        before = _draft(speech)
        is_other = any(
            getattr(draft, part) != getattr(before, part)
            for part in ("kind", "agency", "province", "city")
        )
        if is_other:
            draft = draft.model_copy(update={"is_looked_up": False, "offer": None, "follow": None})
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

    async def _first_words(self, draft: Draft, turn: OpenTurn, heard: Understanding) -> Draft:
        given = await self._given(heard, turn.state)
        changed = _filled(draft, given, only_open=True)
        changed = await self._with_grievances(changed, turn.state)
        part = reads.part_of(turn.id or None, heard)
        if not part.text and reads.tells_much(heard.reading):
            # «از پست شکایت دارم بستمو یک ماهه نیاوردن»: one breath, in which something is told.
            part = part.model_copy(update={"text": heard.reading.masked.strip()})
        if part.text:
            changed = _with(changed, part)
        indicator = changed.indicator or _indicator(draft.kind, heard)
        return changed.model_copy(update={"indicator": indicator})

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
        likely = [*reading.mentions.agency_ids, *(h.entry.agency.id for h in reading.found.hits)]
        changes = {
            "parts": parts,
            "likely": (*draft.likely, *likely),
            "indicator": indicator_of(reading) if draft.kind == "complaint" else None,
        }
        return _filled(draft, given, only_open=True).model_copy(update=changes)

    def _of_talk(self, draft: Draft, state: State, heard: Understanding | None) -> Draft:
        """The agency that the talk was about, where the words point to it or name none."""
        focus = state.focus
        if draft.agency or focus is None:
            return draft
        entry = self._rooms.catalogue.by_id.get(focus.id)
        # A button beside «کدام‌یک» belongs to what was told, and not to what was talked of before.
        is_pressed = heard is None and not state.is_open(Open.CHOICE)
        points = is_pressed or (heard is not None and reads.points_back(heard.text))
        if focus.kind is ThingKind.SERVICE and entry and points:
            return draft.model_copy(update={"agency": entry.agency.id, "service": entry.service.id})
        if focus.kind is ThingKind.AGENCY and points:
            return draft.model_copy(update={"agency": focus.id})
        return draft

    def _with_likely(self, draft: Draft, state: State, heard: Understanding | None) -> Draft:
        """Which agencies it may be about: named, talked of, or those of services like it."""
        found: list[str] = list(draft.likely)
        if state.focus and (entry := self._rooms.catalogue.by_id.get(state.focus.id)):
            found.append(entry.agency.id)
        if heard is not None:
            found += heard.reading.mentions.agency_ids
            found += [hit.entry.agency.id for hit in heard.reading.found.hits]
        return draft.model_copy(update={"likely": tuple(dict.fromkeys(found))[:_MOST_LIKELY]})

    def _tell_other_ways(self, speech: Speech, heard: Understanding) -> None:
        """Bribery has a line; some complaints have a way of their own beside 128."""
        self._tell_of_bribery(speech, heard)
        found = heard.reading.found
        entry = found.hits[0].entry
        has_own = entry.service.title.startswith(("اعتراض", "شکایت از"))
        if found.sure and has_own and not speech.state.has_shown(f"card:{entry.service.id}"):
            speech.say("own_way")
            speech.card(entry)
            speech.state = speech.state.having_shown(f"card:{entry.service.id}")

    def _tell_of_bribery(self, speech: Speech, heard: Understanding) -> None:
        """Once, as soon as a bribe is told."""
        key = f"card:line:{BRIBERY_LINE}"
        if tells_of_bribe(heard) and not speech.state.has_shown(key):
            speech.line(self._rooms.catalogue.lines[BRIBERY_LINE])
            speech.say("corruption")
            speech.state = speech.state.having_shown(key)

    async def _by_words(
        self, speech: Speech, turn: OpenTurn, heard: Understanding, name: str
    ) -> Edited:
        draft, asked = _draft(speech), turn.state.asked_kind
        if asked is Open.FOLLOW:
            return Edited(_followed(draft, heard.text, name))
        if name == "deny":
            draft = rewriting.kept(draft)
        elif name == ANEW:
            done = rewriting.rewritten(draft, heard, turn.id or None)
            _say_done(speech, done)
            return done
        self._tell_of_bribery(speech, heard)
        given = await self._given(heard, turn.state)
        if asked is Open.PLACE and name == "deny":
            given = Given(no_place=True)
        if asked is Open.AGENCY and reads.points_back(heard.text) and given.agency is None:
            draft = self._of_talk(draft, turn.state, heard)
        # «اشتباه گفتم، اداره آبه» puts the agency right, whatever was asked.
        given = reads.puts_right(given, draft, heard)
        changed = rewriting.kept(_filled(draft, given, only_open=False))
        if name == "deny":
            return Edited(changed)
        done = await self._edited(speech, changed, turn)
        if done.waits and changed == draft:
            return done
        # Who gives what was asked for changes the text only where that is sure.
        told = changed if done.waits else done.draft
        is_asked = asked is Open.DESCRIPTION and not told.parts
        if is_asked and reads.tells_something(heard.reading):
            told = _with(changed, Part(text=heard.reading.masked.strip(), turn=turn.id or None))
        if told.parts == changed.parts:
            return Edited(told)
        told = self._with_likely(told, turn.state, heard)
        indicator = told.indicator or _indicator(draft.kind, heard)
        return Edited(told.model_copy(update={"indicator": indicator}))

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


def _say_done(speech: Speech, done: Edited) -> None:
    """What was done to a text."""
    for key in done.said if not done.waits else ():
        speech.say(key)


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1].rstrip()}…"


def place_words(province: str, city: str) -> str:
    """A place as people say it: «کرج، البرز»."""
    return "، ".join(dict.fromkeys(name for name in (city, province) if name))


def _draft(speech: Speech) -> Draft:
    draft = speech.state.draft
    assert draft is not None
    return draft


def _indicator(kind: str, heard: Understanding) -> str | None:
    """What a case is about: known from its kind, but for a complaint."""
    if kind != Kind.COMPLAINT:
        return _OF_KIND[Kind(kind)]
    # The topics of 128 have none for bribery.
    return None if tells_of_bribe(heard) else heard.indicator


_OF_KIND = {
    Kind.COMPLAINT: None,
    Kind.SUGGESTION: Indicator.SUGGESTION.value,
    Kind.CRITICISM: Indicator.SUGGESTION.value,
    Kind.PRAISE: None,
}


def _with(draft: Draft, part: Part) -> Draft:
    more = draft.model_copy(update={"parts": (*draft.parts, part)})
    return more if len(more.description) <= MOST_CHARACTERS else draft


def _filled(draft: Draft, given: Given, *, only_open: bool) -> Draft:
    changes: dict[str, Any] = {}
    if given.agency and not (only_open and draft.agency):
        changes["agency"] = given.agency
    if given.place and not (only_open and draft.has_place):
        changes |= {"province": given.place[0], "city": given.place[1], "no_place": False}
    if given.no_place and not draft.has_place:
        changes["no_place"] = True
    if given.kind and given.kind != draft.kind:
        # «دیر شدن کار» is the topic of no praise.
        changes |= {"kind": given.kind, "indicator": _OF_KIND[Kind(given.kind)]}
    return draft.model_copy(update=changes)


def _emptied(draft: Draft, field: str) -> Draft:
    changes: dict[str, dict[str, Any]] = {
        "place": {"province": "", "city": "", "no_place": False},
        "agency": {"agency": None},
    }
    if field == "description":
        return rewriting.anew(draft)
    return draft.model_copy(update=changes.get(field, {}))


def _field_named(text: str) -> str | None:
    """The part that a message wants to give anew: «شهرش اشتباهه»، «دستگاه»."""
    fields = ("place", "agency", "description")
    left = text
    for field in fields:
        left = words.pattern("fields", field).sub(" ", left)
    own = words.own_words(left) - words.own_words(reads.OF_FILING)
    if own and not words.has("changes", text):
        # «سازمان بیمه» names an agency, and no part of the draft.
        return None
    return next((field for field in fields if words.has("fields", text, field)), None)


def _by_button(draft: Draft, choice: str) -> Edited:
    name, _, value = choice.partition(":")
    if choice.startswith(CUT):
        return without(draft, choice)
    if choice == KEEP_TEXT[1]:
        return Edited(rewriting.kept(draft))
    if choice == rewriting.ACCEPT[1]:
        return rewriting.accepted(draft) if draft.proposed else Edited(draft)
    draft = rewriting.kept(draft)
    if choice.startswith(TOPIC):
        return Edited(draft.model_copy(update={"indicator": choice.removeprefix(TOPIC) or None}))
    if name == "edit" and value not in {"formal", "own", "nearby"}:
        return Edited(_emptied(draft, value.removeprefix("case_")))
    is_offered = draft.offer is not None and draft.offer.id == value
    changes: dict[str, dict[str, Any]] = {
        "agency": {"agency": value},
        "skip_place": {"no_place": True},
        NEARBY: dict(zip(("province", "city"), draft.nearby, strict=True)),
        "edit": {"is_formal": value == "formal"},
        "follow": {"follow": value if is_offered else None},
        "alone": {"follow": ALONE},
    }
    key = choice if choice in changes else name
    return Edited(draft.model_copy(update=changes.get(key, {})))


def _followed(draft: Draft, text: str, name: str) -> Draft:
    """What others have told, or one's own case, by yes, no, or words."""
    assert draft.offer is not None
    if name == "deny" or words.has("own_case", text):
        return draft.model_copy(update={"follow": ALONE})
    if name == "affirm" or words.has("same_case", text):
        return draft.model_copy(update={"follow": draft.offer.id})
    return draft
