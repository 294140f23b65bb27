"""From a message to an answer: understand, decide, answer; once for each turn."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from assistant.dialogue import details, words
from assistant.dialogue.buttons import pressed, typed
from assistant.dialogue.complaint.drafting import Drafting
from assistant.dialogue.complaint.fields import ALONE, quieted
from assistant.dialogue.complaint.filing import Filing
from assistant.dialogue.complaint.reading import DraftReader
from assistant.dialogue.complaint.similar import KnownOutages
from assistant.dialogue.complaint.telling import part_of, told_part
from assistant.dialogue.context import title_of
from assistant.dialogue.decide import decide
from assistant.dialogue.facts import FactQuery
from assistant.dialogue.guide import Guide
from assistant.dialogue.journeys import JourneyTeller
from assistant.dialogue.policy.moves import WITH_DUE, WITH_WORDS, Decision, Move
from assistant.dialogue.reports import report_of
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import COMPLAIN, Speech
from assistant.dialogue.state import TELLS, State
from assistant.dialogue.tell import ServiceTeller
from assistant.dialogue.things import Open, Thing, service
from assistant.dialogue.turn import OpenTurn, Rooms, TurnOutcome
from assistant.dialogue.understood import Understanding
from assistant.language.repair import repair
from assistant.replies.schemas import ServiceReply
from knowledge.catalogue import Entry

CORRECTED = 0.5
"""From here on a new service is taken for what was meant instead of the one before."""
_OF_SERVICES = (Move.SHOW, Move.TELL, Move.PERHAPS)
_FEELINGS = ("death", "illness", "loss", "joy")
_NEW_MATTERS = (Move.SHOW, Move.CHOICES, Move.LIST, Move.AGENCY, Move.OFFICE)
"""Where none is told, these leave an earlier one behind."""
_DRAFT_MOVES = (
    Move.TAKE,
    Move.EDIT,
    Move.CONFIRM,
    Move.CANCEL,
    Move.OPEN,
    Move.OPEN_TOLD,
    Move.ASK_AGAIN,
    Move.SET_ASIDE,
)


class Dialogue:
    """The assistant's side of a talk. Reading texts takes CPU: `hear` runs off the event loop."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self.teller = ServiceTeller(rooms.facts)
        self._guide = Guide(rooms, self.teller)
        self._journeys = JourneyTeller(rooms.catalogue, self.teller)
        self._drafting = Drafting(rooms, DraftReader(rooms.reader))
        self._filing = Filing(rooms)
        self._known = KnownOutages(rooms.similar)

    def hear(self, text: str, state: State) -> Understanding:
        """Understand a masked text after `state`."""
        heard = self._rooms.understander.understand(text, state)
        # Worked out here, off the loop, since it is asked for below.
        assert heard.reading.names is not None
        self._prepare(_decided(state, heard), state, heard)
        return heard

    def _prepare(self, decision: Decision, state: State, heard: Understanding | None) -> None:
        """What is told of a service is read here, off the event loop."""
        if decision.then is not None:
            self._prepare(decision.then, state, heard)
        if decision.move not in _OF_SERVICES:
            return
        query = _query(state, heard, decision.things[0], self._rooms.catalogue.by_id)
        known = self._guide.entries(decision.things[:1])
        if query and known:
            self.teller.prepare(known[0], decision.aspects, query)

    async def respond(self, turn: OpenTurn) -> TurnOutcome:
        """Answer one turn; `turn.heard` is what `hear` made of its text."""
        if turn.heard is not None and (choice := typed(turn.heard.reading.masked, turn.state)):
            # «1» under buttons is the first of them.
            turn = replace(turn, choice=choice, heard=None)
        if turn.choice is not None:
            decision = pressed(turn.choice, turn.state)
            await asyncio.to_thread(self._prepare, decision, turn.state, None)
        else:
            assert turn.heard is not None
            decision = _decided(turn.state, turn.heard)
        speech = Speech(turn.state.offering(None).giving_up(None), turn.citizen)
        self._open(speech, turn, decision)
        if turn.state.draft is not None:
            speech.state = speech.state.having_quieted(quieted(turn.state.draft, turn.heard))
            await self._drafting.set_aside(speech, turn)
        is_opening = last_of(decision).move in (Move.OPEN, Move.OPEN_TOLD)
        own = turn if is_opening else _of_own_matter(turn)
        await self._answer(speech, own, decision)
        if last_of(decision).move in _DRAFT_MOVES:
            await self._drafting.take_up(speech, turn)
        if turn.heard is not None and speech.state.draft is None:
            speech.state = _remembering(speech.state, turn, turn.heard, decision)
            # What is turned down does not come again, whatever was found instead.
            gone = [one for one in turn.heard.refused if one not in decision.things]
            speech.state = speech.state.without(*gone) if gone else speech.state
        if turn.state.draft and speech.state.draft and last_of(decision).move not in _DRAFT_MOVES:
            self._drafting.remind(speech)
        report = report_of(turn.state, speech.state, turn.heard, self._rooms.catalogue)
        if report is not None and speech.state.draft is None:
            await self._known.say(speech, report)
        return TurnOutcome(speech.replies, speech.finished(), report=report)

    async def _answer(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        if decision.move in _DRAFT_MOVES:
            await self._of_draft(speech, turn, decision)
        elif decision.move in _CASE_MOVES:
            await self._of_case(speech, turn, decision)
        else:
            self._of_talk(speech, turn, decision)
        if decision.then:
            await self._answer(speech, turn, decision.then)

    async def _of_draft(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        match decision.move:
            case Move.OPEN:
                await self._drafting.open(speech, turn, decision)
            case Move.OPEN_TOLD:
                await self._drafting.open_told(speech, turn, decision)
            case _ if speech.state.draft is None:
                self._guide.miss(speech, turn.heard)
            case Move.CANCEL:
                self._filing.give_up(speech)
            case Move.CONFIRM:
                await self._confirm(speech, turn)
            case Move.EDIT:
                if await self._drafting.edit(speech, turn):
                    await self._filing.file(speech, turn)
            case Move.ASK_AGAIN | Move.SET_ASIDE:
                await self._drafting.go_on(speech, turn)
            case _:
                await self._drafting.take(speech, turn, decision)
                if _follows(speech.state):
                    await self._filing.file(speech, turn)

    async def _confirm(self, speech: Speech, turn: OpenTurn) -> None:
        draft = speech.state.draft
        if draft is not None and draft.proposed:
            if await self._drafting.accept(speech, turn):
                await self._filing.file(speech, turn)
        elif draft is not None and draft.next_open is Open.CONFIRM:
            await self._filing.file(speech, turn)
        else:
            await self._drafting.go_on(speech, turn)

    async def _of_case(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        match decision.move:
            case Move.TRACK:
                name = decision.name
                with_ = {"with_words": name == WITH_WORDS, "with_due": name == WITH_DUE}
                await self._filing.track(speech, turn, **with_)
            case Move.WITHDRAW_ASK:
                self._filing.ask_withdraw(speech)
            case Move.WITHDRAW:
                await self._filing.withdraw(speech, turn)
            case Move.AMEND:
                await self._filing.amend(speech, turn)
            case Move.CHANGE_PIN:
                await self._filing.change_pin(speech, turn)
            case Move.SEND:
                await self._filing.send(speech, turn)
            case Move.KEEP:
                self._filing.keep(speech)
            case _:
                await self._filing.say_secret(speech, turn)

    def _of_talk(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        heard, guide = turn.heard, self._guide
        match decision.move:
            case Move.DANGER if heard:
                guide.danger(speech, heard)
                self._offer_lives(speech, decision)
                return
            case Move.HUMAN:
                guide.human(speech)
            case Move.STAY:
                speech.say("no_human")
            case Move.SHOW | Move.TELL | Move.PERHAPS | Move.DETAILS:
                self._topic(speech, turn, decision)
            case Move.CHOICES if heard:
                speech.state = speech.state.without(*decision.rejects)
                guide.choices(speech, decision.things, heard)
            case Move.NONE_OF_THEM | Move.NOT_THIS:
                guide.rejected(speech, decision, heard)
            case Move.LINE:
                guide.line(speech, decision.things[0].id, turn.state)
            case Move.AGENCY | Move.OFFICE:
                guide.way(speech, decision)
            case Move.PROCESS:
                guide.process(speech, heard, decision)
            case Move.LIST | Move.STEP:
                self._life(speech, turn, decision)
            case Move.SOCIAL:
                guide.small_talk(speech, decision.name)
            case _:
                guide.miss(speech, heard)
        self._asides(speech, decision, heard)

    def _asides(self, speech: Speech, decision: Decision, heard: Understanding | None) -> None:
        """A quiet line or button beside the answer."""
        if decision.quiet_danger and not speech.state.has_shown("quiet_danger"):
            speech.text(sentence("quiet_danger"))
            speech.state = speech.state.having_shown("quiet_danger")
        if decision.beside:
            title = title_of(decision.beside, self._rooms.catalogue)
            speech.button((title, str(decision.beside)))
            if heard:
                asked = (heard.reading.masked, heard.aspects)
                speech.state = speech.state.offering(decision.beside, *asked)
        self._offer_lives(speech, decision)
        is_free = speech.state.draft is None
        if heard and is_free and decision.move is not Move.PROCESS and _wishes_to_file(heard):
            # «دهکم اشتباهه، بعدم از درمانگاه شکایت دارم»: the second wish is not passed over.
            speech.ask(speech.wording("complaint_next"), [COMPLAIN])
        elif decision.in_doubt and is_free:
            speech.button((sentence("complaint_button"), "complain"))

    def _offer_lives(self, speech: Speech, decision: Decision) -> None:
        """A button for the list of each life event that may be told, by its name."""
        for event in decision.lives:
            title = sentence("journey_button", title=title_of(event, self._rooms.catalogue))
            speech.button((title, str(event)))

    def _topic(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        """One service, or the first of several with the others to come."""
        known = self._guide.entries(decision.things)
        if not known:
            # A button of a service that has left the catalogue since.
            self._guide.miss(speech, turn.heard)
            return
        first, *others = known
        thing = service(first.service.id)
        if decision.move is Move.DETAILS:
            speech.state = speech.state.turned_to(thing)
            details.tell(speech, first)
            return
        if decision.move is Move.PERHAPS:
            speech.say("perhaps")
        elif _is_correction(turn, thing):
            speech.state = speech.state.without(*filter(None, [turn.state.focus]))
            speech.say("corrected", title=first.service.title)
        if others:
            others_titled = "» و «".join(other.service.title for other in others)
            key = "two_needs" if len(others) == 1 else "three_needs"
            speech.say(key, first=first.service.title, others=others_titled)
        speech.state = speech.state.turned_to(thing)
        self.teller.show(
            speech,
            first,
            decision.aspects,
            _query(turn.state, turn.heard, thing, self._rooms.catalogue.by_id),
        )
        speech.state = self._journeys.ticked(speech.state, first.service.id)
        speech.state = speech.state.queueing(*(service(e.service.id) for e in others))
        if turn.heard:
            speech.state = _hearing(speech.state, turn.heard, anew=decision.move is not Move.TELL)
        self._more(speech, first)
        for other in others:
            speech.button((other.service.title, f"service:{other.service.id}"))

    def _more(self, speech: Speech, entry: Entry) -> None:
        """The way to all that is known, under what was said of a service."""
        if not details.are_left(speech.state, entry):
            return
        if isinstance(speech.replies[-1], ServiceReply):
            details.offer(speech, entry)
        else:
            speech.button(details.button(entry))

    def _life(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        """The list of what there is to do in a life event, or one step of it."""
        journey = self._rooms.catalogue.journeys.get(decision.things[0].id)
        if journey is None:
            # One that has left the catalogue since.
            self._guide.miss(speech, turn.heard)
        elif decision.move is Move.STEP:
            self._journeys.step(speech, journey, decision.step)
        else:
            self._journeys.show_list(speech, journey, decision.step)
            if turn.heard and decision.step == 0:
                speech.state = speech.state.wondering(turn.heard.reading.masked)

    def _open(self, speech: Speech, turn: OpenTurn, decision: Decision) -> None:
        """A greeting is returned, and a death, an illness, a loss or a birth is not passed over."""
        heard = turn.heard
        if heard is None or decision.move in (Move.DANGER, Move.SOCIAL):
            return
        said = [self._feeling(speech, heard)] if not turn.state.has_shown("feeling") else []
        if not turn.state.said and heard.of("greet") >= 0.1:
            said.insert(0, sentence("greet_first"))
        if text := " ".join(filter(None, said)):
            speech.text(text)

    def _feeling(self, speech: Speech, heard: Understanding) -> str:
        for name in _FEELINGS:
            if words.has("sympathies", heard.text, name):
                speech.state = speech.state.having_shown("feeling")
                return sentence(f"sympathy_{name}")
        return ""


_CASE_MOVES = (
    Move.TRACK,
    Move.WITHDRAW_ASK,
    Move.WITHDRAW,
    Move.KEEP,
    Move.AMEND,
    Move.SEND,
    Move.SECRET,
    Move.CHANGE_PIN,
)


def last_of(decision: Decision) -> Decision:
    """What is done last in an answer."""
    return decision.then or decision


def _decided(state: State, heard: Understanding) -> Decision:
    """What to do; where a case is there already, about what a message says of that."""
    has_case = state.draft is not None or state.filed_code is not None
    if heard.own is None or not has_case:
        return decide(state, heard)
    return decide(state, replace(heard.own, is_unnamed=heard.is_unnamed))


def _of_own_matter(turn: OpenTurn) -> OpenTurn:
    """The turn with what it says of the case that is there; another matter waits by itself."""
    heard = turn.heard
    return replace(turn, heard=heard.own) if heard is not None and heard.own else turn


def _remembering(state: State, turn: OpenTurn, heard: Understanding, decision: Decision) -> State:
    """With what is told of an agency: a case that is wished for later is about that."""
    read = told_part if decision.in_doubt else part_of
    part = read(turn.id or None, heard)
    if heard.may_tell and part.text:
        return state.aggrieved(part, may_complain=decision.in_doubt)
    return state.aggrieved() if decision.move in _NEW_MATTERS else state


def _query(
    state: State, heard: Understanding | None, thing: Thing, entries: Mapping[str, Entry]
) -> FactQuery | None:
    """What is asked of a thing: where it was chosen, what was asked before the choice.

    What was told of the matter in focus before goes with it.
    """
    is_chosen = thing in state.options
    before = repair(state.question).text if is_chosen else ""
    if heard is None and state.aside and state.aside.thing == thing:
        before = repair(state.aside.question).text
    text = "، ".join(filter(None, (before, heard.text if heard else "")))
    # What was asked before a choice is not what the choice itself sounds like.
    kinds = heard.kinds if heard and not is_chosen else {}
    told = repair(" ".join(state.told)).text if thing == state.focus else ""
    typed = heard.reading.masked if heard and not is_chosen else ""
    others = heard.elsewhere if heard and not is_chosen else {}
    elsewhere = {question: entries[id_] for question, id_ in others.items()}
    focus = entries.get(state.focus.id) if state.focus and thing != state.focus else None
    return FactQuery(text, kinds, told, typed, elsewhere, focus) if text else None


def _wishes_to_file(heard: Understanding) -> bool:
    """Whether a case is wished for in so many words, and not only asked about."""
    return words.has("declared_wishes", heard.text) and not words.has("asks_of_wishes", heard.text)


def _hearing(state: State, heard: Understanding, *, anew: bool) -> State:
    """With what a message tells of the matter; a short one only asks."""
    text = heard.reading.masked
    if anew:
        return state.wondering(text).telling(text)
    return state.telling(*state.told, text) if len(text.split()) >= TELLS else state


def _follows(state: State) -> bool:
    """Whether the draft is to follow what others have told, which is filed at once."""
    draft = state.draft
    return draft is not None and draft.follow not in {None, ALONE}


def _is_correction(turn: OpenTurn, thing: Thing) -> bool:
    """Whether `thing` is meant instead of what the talk was about."""
    is_other = turn.state.focus is not None and turn.state.focus != thing
    return is_other and turn.heard is not None and turn.heard.of("correct") >= CORRECTED
