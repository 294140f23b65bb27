"""Two changes to how Rasa calls custom actions; installed by store.py.

Rasa builds and checks a constant JSON schema at every call, some 20 ms of CPU. Here the validator
is built once, and what our own actions send (slot events and responses) is recognised without it;
what is accepted and refused stays the same. And every call carries the secret by which the
gateway knows Rasa.
"""

from functools import lru_cache
from typing import Any, Dict, Optional, Text

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from assistant.dialogue.rasa_side.secret import internal_secret

_original_init = RemoteAction.__init__


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(_: RemoteAction, result: Dict[Text, Any]) -> bool:
    if not _is_plain(result):
        _validator().validate(result)
    return True


def _is_plain(result: Any) -> bool:
    """Whether `result` is surely valid: slot events, and responses that are objects."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(response, dict) for response in responses)
        and all(_is_slot_event(event) for event in events)
    )


def _is_slot_event(event: Any) -> bool:
    if not isinstance(event, dict) or event.get("event") != "slot" or "value" not in event:
        return False
    timestamp = event.get("timestamp")
    return (
        isinstance(event.get("name"), str)
        and (timestamp is None or type(timestamp) in (int, float))
        and isinstance(event.get("metadata"), (dict, type(None)))
    )


def _init(self: RemoteAction, name: Text, action_endpoint: Optional[EndpointConfig]) -> None:
    _original_init(self, name, action_endpoint)
    if action_endpoint is not None:
        action_endpoint.headers["X-Internal-Secret"] = internal_secret()


def install() -> None:
    """Put both changes in place; calling it again changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result
    RemoteAction.__init__ = _init
