"""The ground that all custom actions stand on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import ActionContext, OpenTurn
from actions.vocabulary import without_courtesies
from assistant.replies.shapes import ChoicesReply, Option, Reply, TextReply
from assistant.understanding.reading import Reading

ACTS = frozenset(
    [
        "ask_service",
        "ask_documents",
        "ask_fee",
        "ask_duration",
        "ask_link_or_phone",
        "complain",
        "suggest",
        "praise",
        "track_case",
        "talk_to_human",
        "greet",
        "thank",
        "goodbye",
        "affirm",
        "deny",
        "emergency",
        "other_line",
        "out_of_scope",
        "abuse",
    ]
)


@dataclass(frozen=True)
class Turn:
    """The message that an action answers, with ways to say and to remember something."""

    tracker: Tracker
    dispatcher: CollectingDispatcher
    context: ActionContext
    _wordings: dict[str, int] = field(default_factory=dict)

    @property
    def message(self) -> dict[str, Any]:
        """Rasa's parse of the message."""
        message: dict[str, Any] = self.tracker.latest_message
        return message

    @property
    def open_turn(self) -> OpenTurn | None:
        """The gateway's own record of the turn; None when Rasa is used from its shell."""
        turn_id = (self.message.get("metadata") or {}).get("turn_id", "")
        return self.context.open_turns.get(turn_id)

    @property
    def reading(self) -> Reading:
        """The message, understood; a button's command reads as an empty text."""
        opened = self.open_turn
        if opened is not None:
            return opened.reading
        text = self.message.get("text") or ""
        return self.context.reader.read("" if text.startswith("/") else text)

    @cached_property
    def matter(self) -> Reading:
        """The message without greetings and thanks around it, which blur a search."""
        text = without_courtesies(self.reading.text)
        return self.reading if text == self.reading.text else self.context.reader.read(text)

    @property
    def act(self) -> str:
        """The act of the message."""
        name: str = (self.message.get("intent") or {}).get("name") or ""
        return name

    @property
    def confidence(self) -> float:
        """How sure the act is, 0..1."""
        return float((self.message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def is_button(self) -> bool:
        """Whether the citizen chose an option instead of writing."""
        return bool((self.message.get("text") or "").startswith("/"))

    def entity(self, name: str) -> str | None:
        """The value that a button carries under `name`."""
        for entity in self.message.get("entities") or []:
            if entity.get("entity") == name:
                return str(entity["value"])
        return None

    def sublabel(self, act: str) -> tuple[str, float] | None:
        """The finer label within `act` (indicator, line) and its confidence, 0..1."""
        found = (self.message.get("sublabels") or {}).get(act)
        return (found["name"], found["confidence"]) if found and found.get("name") else None

    def slot(self, name: str) -> Any:
        """What is remembered under `name`."""
        return self.tracker.get_slot(name)

    def next_of(self, key: str, sentences: Sequence[str]) -> str:
        """One of several wordings; none comes again before all others under `key` were used."""
        used: int = self._wordings.get(key, (self.slot("wordings") or {}).get(key, 0))
        self._wordings[key] = used + 1
        return sentences[int(used) % len(sentences)]

    @property
    def wordings(self) -> list[EventType]:
        """What to remember of the wordings that were used."""
        if not self._wordings:
            return []
        return remember(wordings=(self.slot("wordings") or {}) | self._wordings)

    def say(self, reply: Reply) -> None:
        """Add `reply` to the answer."""
        self.dispatcher.utter_message(json_message=reply.model_dump(exclude_none=True))

    def say_text(self, text: str) -> None:
        """Add plain words to the answer."""
        self.say(TextReply(text=text))

    def ask(self, text: str, *options: tuple[str, str]) -> None:
        """Add a question with buttons, given as (title, choice)."""
        buttons = [Option(title=title, choice=choice) for title, choice in options]
        self.say(ChoicesReply(text=text, options=buttons))


class DastyarAction(Action):
    """A custom action; subclasses give `action_name` and `answer`."""

    action_name: ClassVar[str] = ""

    def __init__(self, context: ActionContext) -> None:
        self._context = context

    def name(self) -> str:
        """Rasa's name of the action."""
        return self.action_name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """Called by rasa-sdk."""
        turn = Turn(tracker, dispatcher, self._context)
        events = await self.answer(turn)
        return [*events, *turn.wordings]

    async def answer(self, turn: Turn) -> list[EventType]:
        """Say what there is to say, and return what to remember."""
        raise NotImplementedError


def remember(**slots: Any) -> list[EventType]:
    """Events that set slots; None empties one."""
    return [SlotSet(name, value) for name, value in slots.items()]
