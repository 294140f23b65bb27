"""Our custom actions for rasa-sdk's own server: `python -m rasa_sdk --actions bench.stock_actions`.

rasa-sdk makes an instance of every action it finds, without arguments, and hands them to a worker
process. So the actions get a context that opens knowledge and database when it is first used, in
the process that answers. Apart from that they do what they do in the gateway: the same search in
the same engine. They know no open turns, so each message is read in the action.
"""

from functools import lru_cache
from typing import Any

from actions.base import DastyarAction
from actions.case_form import ValidateCaseForm
from actions.context import ActionContext
from actions.registry import ACTIONS


@lru_cache(maxsize=1)
def context() -> ActionContext:
    """The knowledge and the case desk of this process."""
    from assistant.cases.service import CaseDesk
    from assistant.cases.terms import Indicator
    from assistant.runtime import build_reader
    from assistant.settings import get_settings
    from assistant.storage.database import Database
    from assistant.storage.sealing import Sealer
    from knowledge.calendar.load import load as load_calendar
    from knowledge.catalogue import load

    settings, catalogue = get_settings(), load()
    times, sealer = load_calendar(catalogue, set(Indicator)), Sealer(settings.master_key)
    desk = CaseDesk(Database(settings.database), catalogue, sealer, lambda: times)
    return ActionContext(catalogue, build_reader(settings, catalogue), desk)


class ContextWhenUsed:
    """Stands for the context until something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        """The attribute of the real context."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(context(), name)


for _action in (DastyarAction, *ACTIONS, ValidateCaseForm):
    if "__init__" in vars(_action):
        _action.__init__.__defaults__ = (ContextWhenUsed(),)
