"""Two changes to how Rasa calls custom actions; installed by store.py.

Rasa builds and checks a constant JSON schema at every call, some 20 ms of CPU. Here the validator
is built once; what it accepts and refuses stays the same. And every call carries the secret by
which the gateway knows Rasa.
"""

from functools import lru_cache
from typing import Any, Dict, Optional, Text

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from assistant.rasa.side.secret import internal_secret

_original_init = RemoteAction.__init__


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(_: RemoteAction, result: Dict[Text, Any]) -> bool:
    _validator().validate(result)
    return True


def _init(self: RemoteAction, name: Text, action_endpoint: Optional[EndpointConfig]) -> None:
    _original_init(self, name, action_endpoint)
    if action_endpoint is not None:
        action_endpoint.headers["X-Internal-Secret"] = internal_secret()


def install() -> None:
    """Put both changes in place; calling it again changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result
    RemoteAction.__init__ = _init
