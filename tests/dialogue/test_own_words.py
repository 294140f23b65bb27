"""A citizen reads their own words, whatever is stored of them; the agency reads what it needs."""

import asyncio
import json

import pytest
from sqlalchemy import select
from support.citizen import Answer, Citizen
from support.keys import AgencySystem
from support.serving import Gateway

from assistant.cases.models import Case
from assistant.conversation.models import Conversation, Event, Turn
from assistant.conversation.store import ConversationStore
from assistant.dialogue.sentences import sentence
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer

STREET, CLERK, OWN, PHONE = "کوچه شهید رحیمی پلاک ۱۲", "حسینی", "پروین جعفری", "09121234567"
TOLD = (
    f"از شرکت آب و فاضلاب شکایت دارم جلوی منزل ما در {STREET} قم چاله کنده‌اند"
    f" و سه هفته است پر نمی‌کنند، خانم {CLERK} هم جواب نداد. من {OWN} هستم، شماره‌ام {PHONE}"
)
ALONE = "شکایت خودم ثبت شود"
HIDE, SHOW = "نام و نشانی پوشیده شود", "نام و نشانی دیده شود"


async def at_summary(citizen: Citizen, text: str = TOLD) -> Answer:
    """The summary of a case, with whatever is asked before it answered."""
    answer = await citizen.say(text)
    for _ in range(3):
        if "ثبت شود" in answer.buttons:
            break
        if ALONE in answer.buttons:
            answer = await citizen.press(ALONE)
        else:
            asks_place = "لازم نیست" in answer.buttons
            answer = await citizen.say("قم" if asks_place else "شرکت آب و فاضلاب")
    assert "ثبت شود" in answer.buttons, answer.said
    return answer


def everything_kept(database: Database, citizen: Citizen) -> str:
    """All that is stored of a conversation and of its case; other tests write here, too."""
    with database.transaction() as session:
        turns = list(session.scalars(select(Turn).where(Turn.conversation_id == citizen.id)))
        events = session.scalars(select(Event).where(Event.conversation_id == citizen.id))
        own = select(Conversation).where(Conversation.id == citizen.id)
        cases = session.scalars(select(Case).where(Case.conversation_id == citizen.id))
        rows = [
            *(json.dumps(turn.answer, ensure_ascii=False) for turn in turns),
            *(turn.text for turn in turns),
            *(json.dumps(event.data, ensure_ascii=False) for event in events),
            *(json.dumps(one.state, ensure_ascii=False) for one in session.scalars(own)),
            *(case.description for case in cases),
        ]
    return "\n".join(rows)


async def events_of(citizen: Citizen, most: int) -> str:
    """The first events of a conversation, as its stream tells them."""
    found = list[str]()
    async with asyncio.timeout(20):
        async with citizen.http.stream(
            "GET", citizen.path("events"), headers=citizen.headers | {"Last-Event-ID": "0"}
        ) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    found.append(line)
                if len(found) >= most:
                    break
    return "\n".join(found)


async def test_the_summary_has_the_words_as_typed_and_no_row_has_them(
    citizen: Citizen, database: Database
) -> None:
    summary = await at_summary(citizen)
    for word in (STREET, CLERK, OWN):
        assert word in summary.said
    assert PHONE not in summary.said
    kept = everything_kept(database, citizen)
    assert "[نام]" in kept
    for word in (STREET, CLERK, OWN, PHONE):
        assert word not in kept


async def test_a_message_that_comes_again_and_a_page_loaded_anew_are_told_the_same(
    citizen: Citizen,
) -> None:
    first = await citizen.say(TOLD, "key-1")
    again = await citizen.say(TOLD, "key-1")
    assert again.body == first.body
    assert STREET in await events_of(citizen, 2)


async def test_a_text_to_be_changed_is_the_own_one(citizen: Citizen) -> None:
    await at_summary(citizen)
    answer = await citizen.press("تغییر متن")
    assert STREET in answer.said
    draft = next(reply["draft"] for reply in answer.replies if reply.get("draft"))
    assert CLERK in draft


async def test_what_was_filed_is_shown_as_typed(citizen: Citizen, database: Database) -> None:
    await at_summary(citizen)
    await citizen.press("ثبت شود")
    answer = await citizen.say("متن شکایتم را نشانم بده")
    assert STREET in answer.said
    assert CLERK in answer.said
    kept = everything_kept(database, citizen)
    assert "چاله کنده‌اند" in kept, "it is looked at where it is stored"
    assert STREET not in kept


async def test_the_agency_reads_street_and_clerk_and_neither_name_nor_number_of_the_citizen(
    citizen: Citizen, database: Database
) -> None:
    summary = await at_summary(citizen)
    assert sentence("names_shown") in summary.said
    case = (await citizen.press("ثبت شود")).first("case")
    system = await AgencySystem.of(citizen.http, database)
    seen = (await system.get(case["tracking_code"])).json()
    assert STREET in seen["description"]
    assert CLERK in seen["description"]
    for word in (OWN, "جعفری", PHONE):
        assert word not in json.dumps(seen, ensure_ascii=False)


@pytest.mark.parametrize("way", ["button", "wish"])
async def test_who_wants_names_hidden_hides_them(
    citizen: Citizen, database: Database, way: str
) -> None:
    text = TOLD if way == "button" else f"{TOLD}. می‌ترسم بفهمند من گفتم"
    summary = await at_summary(citizen, text)
    if way == "button":
        summary = await citizen.press(HIDE)
    assert sentence("names_hidden") in summary.said
    assert SHOW in summary.buttons
    case = (await citizen.press("ثبت شود")).first("case")
    system = await AgencySystem.of(citizen.http, database)
    seen = json.dumps((await system.get(case["tracking_code"])).json(), ensure_ascii=False)
    for word in (STREET, CLERK, OWN, PHONE):
        assert word not in seen


async def test_after_erasure_nothing_tells_what_the_marks_stood_for(
    citizen: Citizen, database: Database, gateway: Gateway
) -> None:
    await at_summary(citizen)
    store = ConversationStore(database, Sealer(gateway.settings.master_key))
    assert STREET in "".join((await store.own_words(citizen.id)).values())
    gone = await citizen.http.delete(citizen.path("data"), headers=citizen.headers)
    assert gone.status_code < 300, gone.text
    assert await store.own_words(citizen.id) == {}
