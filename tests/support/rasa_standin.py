"""A server that speaks as Rasa does behind our channel, quick to start and easy to break.

It takes the channel's requests, asks the gateway that the turn names for actions in rasa-sdk's
protocol, follows `FollowupAction`, and gives replies, reading and memory back. It has no model:
each text has the act `act`. `tests/with_rasa` checks the same with the real Rasa.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from assistant.rasa.side.protocol import CHANNEL_PATH, SECRET_HEADER

FORM = "case_form"


class StandIn:
    """One replica; `callbacks` are the gateways that it may call, None for any."""

    def __init__(self, secret: str, callbacks: set[str] | None = None, act: str = "greet") -> None:
        self.secret, self.callbacks, self.act = secret, callbacks, act
        self.runs = asyncio.Event()
        self.runs.set()
        """Cleared, it takes requests and answers none, as a process under SIGSTOP."""
        self.is_loaded = True
        self.drops = False
        """Whether it hangs up on turns before it has asked for an action."""
        self.senders: list[str] = []
        self.parsed = 0
        self.under_way = self.most_under_way = 0
        self.refused: list[int] = []
        """Status of each action call that a gateway refused."""
        self.url = ""

    @asynccontextmanager
    async def served(self) -> AsyncIterator["StandIn"]:
        app = web.Application()
        app.router.add_get("/webhooks/gateway/", self._health)
        app.router.add_post(CHANNEL_PATH, self._turn)
        app.router.add_post(f"{CHANNEL_PATH}/parse", self._parse)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession(headers={"X-Internal-Secret": self.secret}) as self._http:
            try:
                yield self
            finally:
                await runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        await self.runs.wait()
        return web.json_response({"ready": self.is_loaded}, status=200 if self.is_loaded else 503)

    async def _parse(self, request: web.Request) -> web.Response:
        await self.runs.wait()
        if request.headers.get(SECRET_HEADER) != self.secret:
            return web.json_response({"error": "unauthorised"}, status=401)
        self.parsed += 1
        return web.json_response(self._reading((await request.json())["text"]))

    async def _turn(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get(SECRET_HEADER) != self.secret:
            return web.json_response({"error": "unauthorised"}, status=401)
        body = await request.json()
        self.senders.append(body["sender"])
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await self.runs.wait()
            if self.drops:
                assert request.transport is not None
                request.transport.close()
                return web.Response()
            if not self.is_loaded:
                return web.Response(status=500)
            return web.json_response(await self._led(body))
        finally:
            self.under_way -= 1

    async def _led(self, body: dict[str, Any]) -> dict[str, Any]:
        state = {"slots": {}, "active_loop": None} | (body.get("state") or {})
        messages: list[dict[str, Any]] = []
        action = "validate_case_form" if state["active_loop"] else "action_answer"
        while action:
            result = await self._act(action, body, state)
            messages += [{"recipient_id": body["sender"]} | one for one in result["responses"]]
            action = ""
            for event in result["events"]:
                if event["event"] == "slot":
                    state["slots"][event["name"]] = event["value"]
                if event["event"] == "followup" and event["name"] == FORM:
                    state["active_loop"], action = FORM, "validate_case_form"
        return {"messages": messages, "parse": self._reading(body["text"]), "state": state}

    async def _act(
        self, action: str, body: dict[str, Any], state: dict[str, Any]
    ) -> dict[str, list[dict[str, Any]]]:
        address, nothing = body["metadata"]["callback"], {"events": [], "responses": []}
        if self.callbacks is not None and address not in self.callbacks:
            return nothing
        loop = state["active_loop"]
        tracker = {
            "sender_id": body["sender"],
            "slots": state["slots"],
            "latest_message": self._reading(body["text"]) | {"metadata": body["metadata"]},
            "latest_event_time": 1.0,
            "followup_action": None,
            "paused": False,
            "events": [{"event": "user", "input_channel": "gateway", "timestamp": 1.0}],
            "active_loop": {"name": loop} if loop else {},
            "latest_action_name": "action_listen",
        }
        call = {"next_action": action, "sender_id": body["sender"], "tracker": tracker}
        async with self._http.post(address, json=call) as answer:
            if answer.status != 200:
                # As Rasa does: the fault goes to its log, and the turn ends without a word.
                self.refused.append(answer.status)
                return nothing
            return nothing | await answer.json()

    def _reading(self, text: str) -> dict[str, Any]:
        intent = {"name": self.act, "confidence": 0.9}
        return {"text": text, "intent": intent, "intent_ranking": [intent], "entities": []}
