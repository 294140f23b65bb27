"""The custom actions of Rasa, and the executor that runs them.

They are thin: what is said is decided in `assistant/dialogue`, once for each turn, whichever
action asks first. The form is there so that Rasa knows that a case is being written.
"""

from typing import ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.types import DomainDict

from actions.turns import FORM, Turns


class AnswerAction(Action):
    """Says the answer; opens the form when a case was begun."""

    action_name: ClassVar[str] = "action_answer"

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def name(self) -> str:
        """Rasa's name of the action."""
        return self.action_name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """Called by rasa-sdk."""
        events = await self._turns.say(dispatcher, tracker)
        outcome = await self._turns.outcome(tracker)
        is_open = bool((tracker.active_loop or {}).get("name"))
        if outcome.state.draft is not None and not is_open:
            return [*events, FollowupAction(FORM)]
        return events


class FinishCase(AnswerAction):
    """Runs when the form is done: the case was filed, given up, or never begun."""

    action_name = "action_finish_case"


class GiveUpAction(AnswerAction):
    """What Rasa does when no rule fits."""

    action_name = "action_default_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """Without listening, Rasa predicts the same action again until its limit of ten."""
        events = await super().run(dispatcher, tracker, domain)
        return [*events, FollowupAction("action_listen")]


class AskDescription(AnswerAction):
    """What happened; said already by the form's validation."""

    action_name = "action_ask_case_description"


class AskAgency(AnswerAction):
    """Which agency."""

    action_name = "action_ask_case_agency"


class AskPlace(AnswerAction):
    """Where."""

    action_name = "action_ask_case_place"


class AskFollow(AnswerAction):
    """Whether to follow what others have told."""

    action_name = "action_ask_case_follow"


class AskConfirmation(AnswerAction):
    """Whether it shall be filed."""

    action_name = "action_ask_case_confirmation"


ACTIONS: tuple[type[AnswerAction], ...] = (
    AnswerAction,
    AskDescription,
    AskAgency,
    AskPlace,
    AskFollow,
    AskConfirmation,
    FinishCase,
    GiveUpAction,
)


class ValidateCaseForm(FormValidationAction):
    """Says the answer, and shows Rasa the draft as the slots of its form."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def name(self) -> str:
        """Rasa's name of the action."""
        return "validate_case_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> list[str]:
        """Nothing is asked once no case is being written."""
        outcome = await self._turns.outcome(tracker)
        return domain_slots if outcome.state.draft is not None else []

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """Nothing by itself: the message was read once, for all slots together."""
        return []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """The answer, and the draft."""
        return await self._turns.say(dispatcher, tracker)


def build_executor(turns: Turns) -> ActionExecutor:
    """An executor in which every action shares `turns`."""
    executor = ActionExecutor()
    for action in ACTIONS:
        one = action(turns)
        executor.register_function(one.name(), one.run)
    executor.register_action(ValidateCaseForm(turns))
    return executor
