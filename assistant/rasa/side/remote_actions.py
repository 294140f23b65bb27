"""Three changes to how Rasa calls custom actions; installed by store.py.

Rasa builds and checks a constant JSON schema at every call, some 20 ms of CPU. Here the validator
is built once; what it accepts and refuses stays the same. And every call carries the secret by
which the gateway knows Rasa, and goes to the gateway that has the turn open; the turn names it.
"""

import copy
import os
from functools import lru_cache
from typing import Any, Dict, FrozenSet, List, Optional, Text

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from assistant.rasa.side.protocol import CALLBACK, CALLBACKS, internal_secret

_original_init = RemoteAction.__init__
_original_run = RemoteAction.run


class ForeignCallbackError(RasaException):
    """A turn names an address that is not on the list of gateways."""


@lru_cache(maxsize=1)
def allowed_callbacks() -> FrozenSet[Text]:
    """The addresses that may be called."""
    listed = os.environ.get(CALLBACKS, "").split(",")
    return frozenset(address.strip() for address in listed if address.strip())


def endpoint_for(
    tracker: DialogueStateTracker, usual: Optional[EndpointConfig]
) -> Optional[EndpointConfig]:
    """Where the actions of the present turn run; `usual` in Rasa's shell, which names no address.

    Raises `ForeignCallbackError` when the turn names an address that is not on the list.
    """
    message = tracker.latest_message
    address = (message.metadata or {}).get(CALLBACK) if message else None
    if address is None or usual is None:
        return usual
    if address not in allowed_callbacks():
        raise ForeignCallbackError("a turn's gateway is not on the list " + CALLBACKS)
    chosen = copy.copy(usual)
    chosen.url = address
    return chosen


async def _run(
    self: RemoteAction,
    output_channel: Any,
    nlg: Any,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> List[Event]:
    self.action_endpoint = endpoint_for(tracker, self.action_endpoint)
    return await _original_run(self, output_channel, nlg, tracker, domain)


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
    """Put the changes in place; calling it again changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result
    RemoteAction.__init__ = _init
    RemoteAction.run = _run
