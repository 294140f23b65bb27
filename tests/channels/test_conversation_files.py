"""Files that are added before a case is filed wait in its conversation, and come with the case."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support import media
from support.citizen import Answer, Citizen, to_confirmation
from support.media import SAMPLES
from support.problems import assert_problem
from support.serving import Gateway

from assistant.cases.attachments.pending import WAITS
from assistant.cases.attachments.store import WaitingFile
from assistant.cases.service import CaseDesk
from assistant.conversation.files import take
from assistant.storage.database import Database
from assistant.storage.shared_clock import utc_now

WORDS = "سه روز است برق خانهٔ ما قطع است و کسی پاسخ نمی‌دهد"


async def send(citizen: Citizen, data: bytes) -> httpx.Response:
    headers = citizen.headers | {"Content-Type": "text/html"}
    return await citizen.http.post(citizen.path("files"), content=data, headers=headers)


async def added(citizen: Citizen, data: bytes) -> dict[str, Any]:
    answer = await send(citizen, data)
    assert answer.status_code == 201, answer.text
    return answer.json()["file"]


async def waiting(citizen: Citizen) -> dict[str, Any]:
    answer = await citizen.http.get(citizen.path("files"), headers=citizen.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def of_case(citizen: Citizen, filed: Answer) -> list[str]:
    """The types of the files of the case just filed, as its holder sees them."""
    case = filed.first("case")
    path = f"/api/v1/cases/{case['tracking_code']}/attachments"
    listed = await citizen.http.get(path, headers={"X-Case-Pin": case["pin"]})
    return [one["media_type"] for one in listed.json()["attachments"]]


@pytest.fixture
async def writer(citizen: Citizen) -> Citizen:
    """A citizen before the summary of a complaint."""
    await to_confirmation(citizen, WORDS)
    return citizen


@pytest.mark.parametrize("type_", SAMPLES)
async def test_a_file_waits_and_comes_with_the_case(writer: Citizen, type_: str) -> None:
    file = await added(writer, SAMPLES[type_])
    assert file["media_type"] == type_
    listed = await waiting(writer)
    assert (listed["files"], listed["left"]) == ([file], 9)
    filed = await writer.press("ثبت شود")
    assert "۱ فایلی که فرستادید هم پیوست شد" in filed.said
    assert await of_case(writer, filed) == [type_]
    assert (await waiting(writer))["files"] == []


async def test_the_same_file_again_is_one(writer: Citizen) -> None:
    first = await added(writer, media.photo())
    again = await added(writer, media.photo())
    assert first["id"] == again["id"]
    assert len((await waiting(writer))["files"]) == 1


async def test_a_file_is_taken_away_before_the_case_is_filed(
    writer: Citizen, http: httpx.AsyncClient
) -> None:
    photo, document = await added(writer, media.photo()), await added(writer, media.pdf())
    path = writer.path(f"files/{photo['id']}")
    other = await Citizen.arrive(http)
    foreign = await http.delete(other.path(f"files/{photo['id']}"), headers=other.headers)
    assert_problem(foreign, 404, "not_found")
    gone = await http.delete(path, headers=writer.headers)
    assert gone.status_code == 204
    assert_problem(await http.delete(path, headers=writer.headers), 404, "not_found")
    assert [file["id"] for file in (await waiting(writer))["files"]] == [document["id"]]
    assert await of_case(writer, await writer.press("ثبت شود")) == ["application/pdf"]


async def test_what_is_no_file_or_too_many_is_refused(writer: Citizen) -> None:
    assert_problem(await send(writer, b"<html>"), 415, "file_type")
    assert_problem(await send(writer, media.photo()[:-80]), 422, "file_broken")
    assert_problem(await send(writer, bytes(10 * 1024 * 1024 + 1)), 413, "file_too_large")
    for number in range(10):
        await added(writer, media.pdf(f"page {number}"))
    assert_problem(await send(writer, media.pdf("one more")), 409, "files_full")
    assert (await waiting(writer))["left"] == 0


async def test_without_a_complaint_there_is_nothing_to_add_to(citizen: Citizen) -> None:
    await citizen.say("سلام")
    assert_problem(await send(citizen, media.photo()), 409, "nothing_to_file")


async def test_who_gives_up_takes_the_files_along(writer: Citizen) -> None:
    await added(writer, media.photo())
    await writer.press("انصراف")
    await writer.say("مدارک گذرنامه چیه؟")
    assert (await waiting(writer))["files"] == []


async def test_who_takes_the_giving_up_back_has_the_files_again(writer: Citizen) -> None:
    await added(writer, media.photo())
    await writer.press("انصراف")
    await writer.press("برگردان، ادامه می‌دهم")
    filed = await writer.press("ثبت شود")
    assert await of_case(writer, filed) == ["image/jpeg"]


async def test_what_comes_after_the_filing_joins_the_case(writer: Citizen) -> None:
    filed = await writer.press("ثبت شود")
    answer = await send(writer, media.photo())
    assert answer.status_code == 201
    assert answer.json() == {"attached_to": filed.first("case")["tracking_code"]}
    assert await of_case(writer, filed) == ["image/jpeg"]


async def test_what_comes_while_the_case_is_filed_is_not_left_behind(
    writer: Citizen, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the filing and the end of its turn the form still looks open."""
    running = gateway.runtime
    kept = await running.files.keep(media.pdf())

    def late(session: Session) -> None:
        door = running.desk.door
        assert isinstance(take(session, door, writer.id, kept, utc_now(), most=10), WaitingFile)

    whole = CaseDesk.file

    async def then_a_file(*args: Any) -> Any:
        done = await whole(*args)
        await running.database.run(late)
        return done

    monkeypatch.setattr(CaseDesk, "file", then_a_file)
    filed = await writer.press("ثبت شود")
    monkeypatch.undo()
    assert (await waiting(writer))["files"] == []
    assert await of_case(writer, filed) == ["application/pdf"]


async def test_after_a_day_a_file_waits_no_longer(writer: Citizen, database: Database) -> None:
    await added(writer, media.photo())
    with database.transaction() as session:
        own = WaitingFile.conversation_id == writer.id
        for row in session.scalars(select(WaitingFile).where(own)):
            row.created_at -= WAITS + timedelta(minutes=1)
    assert (await waiting(writer))["files"] == []
    await added(writer, media.photo())
    assert len((await waiting(writer))["files"]) == 1
