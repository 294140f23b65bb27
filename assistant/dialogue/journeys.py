"""A life event, step by step: the list of what there is to do, and the next thing on it."""

from assistant.dialogue.fact_wording import source_line
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import HUMAN, Button, Speech
from assistant.dialogue.state import State
from assistant.dialogue.tell import ServiceTeller
from assistant.dialogue.things import life_event, service
from assistant.language.digits import persian_digits
from knowledge.catalogue import Catalogue
from knowledge.facts import Fact
from knowledge.items import ranked
from knowledge.journeys import Journey, Step

PAGE, MOST_BUTTONS = 6, 4
"""Steps that are listed at once when an event is told, and those of them with a button."""


class JourneyTeller:
    """Says what there is to do in a life event."""

    def __init__(self, catalogue: Catalogue, teller: ServiceTeller) -> None:
        self._catalogue, self._teller = catalogue, teller

    def show_list(self, speech: Speech, journey: Journey, first: int | None) -> None:
        """A page of the list from step `first` on, or with None the whole list."""
        start = first or 0
        end = len(journey.steps) if first is None else start + PAGE
        is_new = speech.state.journey is None or speech.state.journey.id != journey.id
        speech.state = speech.state.setting_out(journey.id, len(journey.steps)).turned_to(
            life_event(journey.id)
        )
        if is_new:
            speech.state = _shown_before(speech.state, journey)
        lines = [self._line(speech.state, journey, n) for n in _numbers(journey, start, end)]
        buttons = self._buttons(speech.state, journey, start, end)
        key = "journey" if is_new else "journey_more" if start else "journey_again"
        text = speech.wording(key, title=journey.title)
        speech.ask("\n".join([text, *lines, sentence("journey_way")]), buttons)

    def step(self, speech: Speech, journey: Journey, number: int | None) -> None:
        """Step `number` from 0, or the next that was not told: what it is, and its card."""
        number = self._next(speech.state, journey) if number is None else number
        if number is None:
            speech.say("journey_done", title=journey.title)
            return
        step = journey.steps[number]
        if step.service is None:
            speech.ask(f"{self._told(step)}\n{sentence('journey_only')}", [HUMAN])
        else:
            speech.text(self._told(step))
        thing = service(step.service) if step.service else life_event(journey.id)
        speech.state = speech.state.having_told(number).turned_to(thing)
        if step.service is not None:
            self._teller.show(speech, self._catalogue.by_id[step.service], (), None)

    def ticked(self, state: State, service_id: str) -> State:
        """The state after a card was shown: its step, if it is one, was told."""
        journey = self._catalogue.journeys.get(state.journey.id) if state.journey else None
        for number, step in enumerate(journey.steps if journey else ()):
            if step.service == service_id:
                return state.having_told(number)
        return state

    def _told(self, step: Step) -> str:
        times = [sentence("journey_when", text=step.when)] if step.when else []
        entry = self._catalogue.by_id.get(step.service or "")
        fact = Fact("deadline", step.when or step.why, ranked(step.sources))
        text = sentence("journey_step", title=step.title, why=step.why)
        return "\n".join(filter(None, [text, *times, source_line(fact, entry)]))

    def _next(self, state: State, journey: Journey) -> int | None:
        """The first open step behind the one that was told last; else the first open one."""
        told = state.journey.told if state.journey else ()
        is_open = [n for n in range(len(journey.steps)) if n not in told]
        later = [n for n in is_open if told and n > told[-1]]
        return next(iter([*later, *is_open]), None)

    def _line(self, state: State, journey: Journey, number: int) -> str:
        step, told = journey.steps[number], state.journey.told if state.journey else ()
        text = step.title
        if step.limit:
            text = sentence("journey_limit", title=step.title, limit=step.limit)
        text = sentence("journey_tick", title=text) if number in told else text
        return f"{persian_digits(number + 1)}. {text}"

    def _buttons(self, state: State, journey: Journey, start: int, end: int) -> list[Button]:
        """The first open services of a page, and a way to what comes behind them."""
        told = state.journey.told if state.journey else ()
        left = [n for n in _numbers(journey, start) if n not in told]
        services = [(n, journey.steps[n]) for n in left if journey.steps[n].service]
        shown = [(n, step) for n, step in services if n < end][:MOST_BUTTONS]
        buttons = [(step.title, f"service:{step.service}") for _, step in shown]
        behind = shown[-1][0] if shown else end - 1
        rest = [n for n in left if n > behind and (journey.steps[n].service or n >= end)]
        if rest:
            buttons.append((sentence("journey_rest"), f"journey:{journey.id}:{rest[0]}"))
        return buttons


def _shown_before(state: State, journey: Journey) -> State:
    """With the steps whose cards the talk has had."""
    for number, step in enumerate(journey.steps):
        if step.service and state.has_shown(f"card:{step.service}"):
            state = state.having_told(number)
    return state


def _numbers(journey: Journey, start: int, end: int | None = None) -> range:
    return range(start, min(len(journey.steps), end or len(journey.steps)))
