"""Rasa's input channel for the gateway: one message in; replies, reading and memory out.

It runs inside Rasa (Python 3.10). Rasa's own REST channel cannot be guarded by a secret. It also
leaves out intent and slots, so the gateway would have to ask for them with more requests.
"""

import gc
import hmac
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.rasa.side.protocol import HINTS, SECRET_HEADER, internal_secret

OnMessage = Callable[[UserMessage], Awaitable[Any]]


class GatewayInput(InputChannel):
    """POST /webhooks/gateway/webhook; see `_Turn` for the fields of the request body."""

    @classmethod
    def name(cls) -> Text:
        """Name of the channel in its address."""
        return "gateway"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("gateway_webhook", __name__)

        @routes.listener("after_server_start")
        async def keep_still(*_: Any) -> None:
            # TensorFlow and the model stay; a full collection over them takes half a second.
            gc.collect()
            gc.freeze()

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            is_ready = request.app.ctx.agent.is_ready()
            return response.json({"ready": is_ready}, status=200 if is_ready else 503)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not _is_gateway(request):
                return response.json({"error": "unauthorised"}, status=401)
            turn = _Turn(request.app.ctx.agent, request.json)
            return response.json(await turn.run())

        @routes.route("/webhook/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            if not _is_gateway(request):
                return response.json({"error": "unauthorised"}, status=401)
            message = UserMessage(request.json["text"], metadata=request.json.get("metadata"))
            processor = request.app.ctx.agent.processor
            return response.json(_without_metadata(await processor.parse_message(message)))

        return routes


def _is_gateway(request: Request) -> bool:
    given = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(given.encode(), internal_secret().encode())


class _Turn:
    """One message of the body `{sender, text, metadata, state: {slots, active_loop}}`."""

    def __init__(self, agent: Agent, body: Dict[Text, Any]) -> None:
        if agent.processor is None:
            raise RuntimeError("no model is loaded")
        self._agent = agent
        self._processor: MessageProcessor = agent.processor
        self._sender: Text = body["sender"]
        self._state: Dict[Text, Any] = body.get("state") or {}
        self._metadata: Dict[Text, Any] = body.get("metadata") or {}
        self._output = CollectingOutputChannel()
        self._message = UserMessage(
            body["text"],
            self._output,
            self._sender,
            input_channel=GatewayInput.name(),
            metadata=self._metadata,
        )

    async def run(self) -> Dict[Text, Any]:
        """Begin from the memory that was sent, understand, act, and return the outcome."""
        await self._restore()
        parse_data = _without_metadata(await self._processor.parse_message(self._message))
        self._message.parse_data = parse_data  # type: ignore[assignment]
        # The hints have done their work; they must not travel to every action with the tracker.
        self._message.metadata = {k: v for k, v in self._metadata.items() if k not in HINTS}
        await self._agent.handle_message(self._message)
        tracker = await self._processor.tracker_store.retrieve(self._sender)
        return {"messages": self._output.messages, "parse": parse_data, "state": _memory(tracker)}

    async def _restore(self) -> None:
        # Over what an earlier try of the turn may have left: the gateway's memory alone counts.
        tracker = DialogueStateTracker(self._sender, self._processor.domain.slots)
        for event in _remembered(self._state):
            tracker.update(event, self._processor.domain)
        await self._processor.tracker_store.save(tracker)


def _remembered(state: Dict[Text, Any]) -> List[Event]:
    slots = [SlotSet(name, value) for name, value in (state.get("slots") or {}).items()]
    events: List[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *slots]
    if state.get("active_loop"):
        events.append(ActiveLoop(state["active_loop"]))
        events.append(ActionExecuted(state["active_loop"]))
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]


def _memory(tracker: Optional[DialogueStateTracker]) -> Dict[Text, Any]:
    if tracker is None:
        return {"slots": {}, "active_loop": None}
    slots = {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}
    return {"slots": slots, "active_loop": tracker.active_loop_name}


def _without_metadata(parse_data: Any) -> Dict[Text, Any]:
    return {key: value for key, value in parse_data.items() if key != "metadata"}
