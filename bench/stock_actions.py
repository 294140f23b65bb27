"""Our custom actions for rasa-sdk's own server: `python -m rasa_sdk --actions bench.stock_actions`.

rasa-sdk makes an instance of every action it finds, without arguments, and hands them to a worker
process. So the actions get turns that open knowledge and database when they are first used, in the
process that answers. Apart from that they do what they do in the gateway: the same dialogue over
the same engine. They know no open turns, so each message is read in the action.
"""

from functools import lru_cache
from typing import Any

from actions.registry import ACTIONS, ValidateCaseForm
from actions.turns import Turns


@lru_cache(maxsize=1)
def turns() -> Turns:
    """The dialogue of this process, with its knowledge and its case desk."""
    from assistant.runtime import build_runtime
    from assistant.settings import get_settings

    return build_runtime(get_settings()).rasa_turns


class TurnsWhenUsed:
    """Takes the place of the turns, which are built when first used."""

    def __getattr__(self, name: str) -> Any:
        """The attribute of the real turns."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(turns(), name)


for _action in (*ACTIONS, ValidateCaseForm):
    if "__init__" in vars(_action):
        _action.__init__.__defaults__ = (TurnsWhenUsed(),)
