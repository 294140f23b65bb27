"""All custom actions, and the executor that runs them for Rasa."""

from rasa_sdk.executor import ActionExecutor

from actions import case_filing, case_questions, fallback, lines, people, services, tracking
from actions.base import DastyarAction
from actions.case_form import ValidateCaseForm
from actions.context import ActionContext
from actions.despair import CareFirst

ACTIONS: tuple[type[DastyarAction], ...] = (
    services.FindService,
    services.TellDocuments,
    services.TellFee,
    services.TellDuration,
    services.TellLinkOrPhone,
    lines.RouteLine,
    tracking.TrackCase,
    people.AskHuman,
    people.SmallTalk,
    people.Affirm,
    people.Deny,
    case_questions.AskDescription,
    case_questions.AskAgency,
    case_questions.AskPlace,
    case_questions.AskFollow,
    case_questions.AskConfirmation,
    case_filing.FinishCase,
    fallback.NotUnderstood,
    fallback.GiveUp,
)


def build_executor(context: ActionContext) -> ActionExecutor:
    """An executor in which every action shares `context`."""
    executor = ActionExecutor()
    for action in ACTIONS:
        careful = CareFirst(action(context), context)
        executor.register_function(careful.name(), careful.run)
    executor.register_action(ValidateCaseForm(context))
    return executor
