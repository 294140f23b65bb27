"""The real adapter and a real gateway against a Bot API server that others wrote."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from support.bots import TOKENS
from support.botserver import BotServer, ServerCitizen
from support.citizen import Citizen
from support.operators import Holder, Operator
from support.problems import assert_problem
from support.serving import Gateway, private_settings

from assistant.dialogue.sentences import sentence
from assistant.provider_settings import MessengerMode
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from lab.evaluation.stack import free_port

WORDS = "سه بار رفتم و هر بار گفتند فردا بیا"


@pytest.fixture(scope="session", params=["polling", "webhook"])
async def served(
    request: pytest.FixtureRequest,
    bot_server: BotServer,
    tmp_path_factory: pytest.TempPathFactory,
    no_rasa: str,
) -> AsyncIterator[Gateway]:
    """A gateway with both bots."""
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    bots = {
        name: {
            "token": f"{token}-{request.param}",
            "mode": request.param,
            "api": bot_server.address,
        }
        for name, token in TOKENS.items()
    }
    settings = private_settings(
        folder, rasa_url=no_rasa, messengers=bots, port=port, public_url=f"http://127.0.0.1:{port}"
    )
    await make_database(settings)
    gateway = Gateway(settings, port)
    gateway.start()
    yield gateway
    gateway.stop()


async def make_database(settings: Settings) -> None:
    database = Database(settings.database)
    await migrate(database)
    await database.close()


@pytest.fixture(params=list(TOKENS))
def channel(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
async def citizen(served: Gateway, bot_server: BotServer, channel: str) -> ServerCitizen:
    bot = served.settings.messengers[channel]
    await until_known(served)
    return bot_server.citizen(bot.token.get_secret_value())


async def until_known(served: Gateway) -> None:
    """The messengers have told their bots' names, so webhooks are set too."""
    async with served.client() as http:
        portal = await Citizen.arrive(http)
        for _ in range(100):
            answer = await http.post(portal.path("messenger-link"), headers=portal.headers)
            if answer.status_code == 201 and len(answer.json()["links"]) == len(TOKENS):
                return
    raise AssertionError(answer.text)


def plain(text: str) -> str:
    return re.sub(r"</?\w+>|\*", "", text)


async def test_a_citizens_whole_story(citizen: ServerCitizen) -> None:
    assert "دستیار" in await citizen.command("/start", "کجا شروع")
    card = await citizen.say("گواهینامه‌ام گم شده و المثنی می‌خواهم", "منبع")
    assert "المثنی" in card
    await citizen.press("ثبت شکایت ۱۲۸", sentence("ask_description.complaint"))
    # The card has told with which agency it was.
    await citizen.say(WORDS, sentence("ask_place"))
    await citizen.press("لازم نیست", WORDS)
    filed = plain(await citizen.press("ثبت شود", "رمز پیگیری"))
    code = re.search(r"کد رهگیری: ([0-9A-Z]{8})", filed)
    pin = re.search(r"رمز پیگیری: ([0-9]{12})", filed)
    assert code
    assert pin
    tracked = plain(await citizen.say(f"رهگیری {code[1]} رمز {pin[1]}", "وضعیت درخواست"))
    assert code[1] in tracked
    assert pin[1] not in tracked
    sent = await citizen.sent()
    assert len([text for text in sent if "رمز پیگیری" in plain(text) and pin[1] in text]) == 1


async def test_a_portal_conversation_goes_on_in_the_chat(
    citizen: ServerCitizen, served: Gateway, channel: str
) -> None:
    async with served.client() as http:
        portal = await Citizen.arrive(http)
        await portal.say("می‌خواهم شکایت کنم")
        code = await link_code(http, portal, channel)
        assert "درگاه" in await citizen.command(f"/start {code}", "ادامه دارد")
        await citizen.say(WORDS, sentence("ask_agency.complaint"))
        # The same form, seen from the portal.
        async with http.stream("GET", portal.path("events"), headers=portal.headers) as events:
            async for line in events.aiter_lines():
                if line.startswith("data: ") and WORDS in line:
                    assert json.loads(line[6:])["role"] == "citizen"
                    break


async def test_from_two_unanswered_words_to_a_human_and_a_mark(
    citizen: ServerCitizen, served: Gateway
) -> None:
    nonsense = "تو که هیچی نمی‌فهمی"
    await citizen.say(nonsense)
    await citizen.say(nonsense, sentence("grumble_way_open"))
    await citizen.press("صحبت با کارشناس", "ادامه دهید")
    async with at_the_desk(served) as operator:
        waiting = (await operator.queue())["waiting"]
        (id_,) = [one["conversation_id"] for one in waiting if one["preview"] == nonsense]
        pack = (await operator.look(id_))["pack"]
        assert pack["first_words"] == pack["last_words"] == nonsense
        assert [turn["asked"] for turn in pack["tried"]][:2] == [nonsense] * 2
        assert (await operator.act(id_, "take")).status_code == 200
        assert "پیام سامانه" in await citizen.read("هر وقت خواستید")
        await operator.act(id_, "reply", {"text": "نوبت شما فرداست."})
        answer = plain(await citizen.read("نوبت شما فرداست"))
        assert answer.startswith("کارشناس:"), answer
        await operator.act(id_, "close", {"reason": "answered"})
        await citizen.read("به کارتان آمد")
        assert "سپاسگزاریم" in await citizen.press("۴", "سپاسگزاریم")


@asynccontextmanager
async def at_the_desk(served: Gateway) -> AsyncIterator[Operator]:
    """An operator who is signed in at this gateway."""
    database = Database(served.settings.database)
    holder = await Holder.enrol(database, served.runtime.sealer)
    async with served.client() as http:
        operator = Operator(http, holder)
        assert (await operator.sign_in()).status_code == 200
        yield operator
    await database.close()


async def link_code(http: httpx.AsyncClient, portal: Citizen, channel: str) -> str:
    answer = await http.post(portal.path("messenger-link"), headers=portal.headers)
    assert answer.status_code == 201, answer.text
    urls = {link["channel"]: link["url"] for link in answer.json()["links"]}
    return urls[channel].rpartition("start=")[2]


async def test_a_link_works_once(
    citizen: ServerCitizen, bot_server: BotServer, served: Gateway, channel: str
) -> None:
    async with served.client() as http:
        portal = await Citizen.arrive(http)
        code = await link_code(http, portal, channel)
    await citizen.command(f"/start {code}", "ادامه دارد")
    thief = bot_server.citizen(citizen.token)
    assert "دیگر کار نمی‌کند" in await thief.command(f"/start {code}", "کجا")


async def test_strangers_cannot_bring_updates(served: Gateway, channel: str) -> None:
    update = {"update_id": 1, "message": {"text": "سلام"}}
    async with served.client() as http:
        for path in (f"/messengers/{channel}/{'0' * 64}", "/messengers/icq/x"):
            assert_problem(await http.post(path, json=update), 404, "not_found")


async def test_a_path_is_not_enough_where_a_header_must_be_shown(served: Gateway) -> None:
    messengers = served.app.state.messengers.all
    if served.settings.messengers["tg"].mode is MessengerMode.POLLING:
        # Who polls has no webhook, whatever is shown.
        refused = ["tg", "bale"]
    else:
        refused = ["tg"]
    async with served.client() as http:
        for name in refused:
            answer = await http.post(messengers[name].webhook_path, json={"update_id": 1})
            assert_problem(answer, 404, "not_found")


async def test_an_update_that_cannot_be_read_is_taken(served: Gateway, channel: str) -> None:
    """Else it would come again and again, and hold back all others."""
    messenger = served.app.state.messengers.all[channel]
    # Who polls has no webhook at all.
    expected = 404 if messenger.settings.mode is MessengerMode.POLLING else 200
    header = {"X-Telegram-Bot-Api-Secret-Token": messenger.secret}
    async with served.client() as http:
        for body in (b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"update_id": "x"}'):
            answer = await http.post(messenger.webhook_path, content=body, headers=header)
            assert answer.status_code == expected


async def test_a_gateway_may_leave_messengers_to_another(
    bot_server: BotServer, tmp_path: Path, no_rasa: str
) -> None:
    bots = {
        name: {"token": f"{token}-beside", "mode": mode, "api": bot_server.address}
        for (name, token), mode in zip(TOKENS.items(), ("webhook", "polling"), strict=True)
    }
    settings = private_settings(
        tmp_path,
        rasa_url=no_rasa,
        messengers=bots,
        messengers_enabled=False,
        public_url="http://127.0.0.1:1",
    )
    await make_database(settings)
    gateway = Gateway(settings)
    gateway.start()
    try:
        # It gives links into the chats, so it knows the bots.
        await until_known(gateway)
        messengers = gateway.app.state.messengers
        (hooked,) = (one for one in messengers.all.values() if one.settings.mode == "webhook")
        header = {"X-Telegram-Bot-Api-Secret-Token": hooked.secret}
        async with gateway.client() as http:
            answer = await http.post(hooked.webhook_path, json={"update_id": 1}, headers=header)
        assert_problem(answer, 404, "not_found")
        assert all(task.done() for task in messengers._tasks), "nothing is fetched or delivered"
    finally:
        gateway.stop()
