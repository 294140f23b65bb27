"""Files of a case over HTTP: for whoever holds code and pin, known by their bytes alone."""

import asyncio
import io
import itertools
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from PIL import Image
from support import media
from support.logged import Logged
from support.media import CAMERA, SAMPLES
from support.problems import assert_problem
from support.samples import complaint
from support.serving import Gateway
from support.tries import tries_of

from assistant.cases.verify_ledger import faults
from assistant.channels.web.bounds.rate_limits import Guards
from assistant.guessing.puzzles import solve
from assistant.guessing.tries import TryLimits
from assistant.storage.counting import Counting

CASES = "/api/v1/cases"
SAFE = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
}


class Holder:
    """Someone who holds the code and the pin of a case."""

    def __init__(self, http: httpx.AsyncClient, receipt: dict[str, str]) -> None:
        self.http, self.code, self.pin = http, receipt["tracking_code"], receipt["pin"]

    @classmethod
    async def of_new_case(cls, http: httpx.AsyncClient) -> "Holder":
        filed = await http.post(CASES, json=complaint())
        assert filed.status_code == 201, filed.text
        return cls(http, filed.json())

    async def get(self, part: str = "attachments", **headers: str) -> httpx.Response:
        known = {"X-Case-Pin": self.pin} | headers
        path = f"{CASES}/{self.code}/{part}".rstrip("/")
        return await self.http.get(path, headers=known)

    async def send(self, data: bytes, **headers: str) -> httpx.Response:
        known = {"X-Case-Pin": self.pin} | {
            name.replace("_", "-"): headers[name] for name in headers
        }
        return await self.http.post(f"{CASES}/{self.code}/attachments", content=data, headers=known)

    async def add(self, data: bytes, **headers: str) -> dict[str, Any]:
        answer = await self.send(data, **headers)
        assert answer.status_code == 201, answer.text
        return answer.json()


@pytest.fixture
async def holder(http: httpx.AsyncClient) -> Holder:
    return await Holder.of_new_case(http)


@pytest.mark.parametrize("type_", SAMPLES)
async def test_a_file_is_added_listed_and_downloaded(holder: Holder, type_: str) -> None:
    added = await holder.add(SAMPLES[type_], Content_Type="text/html")
    assert added["media_type"] == type_
    listed = (await holder.get()).json()
    assert (listed["attachments"], listed["left"]) == ([added], 9)
    file = await holder.get(f"attachments/{added['id']}")
    assert file.status_code == 200
    assert file.headers["content-type"] == type_
    assert file.headers["content-disposition"] == f'attachment; filename="{added["name"]}"'
    assert SAFE.items() <= dict(file.headers).items()
    assert len(file.content) == added["size"]
    assert CAMERA.encode() not in file.content


async def test_the_case_tells_that_a_file_came_and_the_ledger_its_hash_alone(
    holder: Holder,
) -> None:
    assert "attachments" in (await holder.get("")).json()["actions"]
    added = await holder.add(SAMPLES["audio/ogg"])
    step = (await holder.get("")).json()["timeline"][-1]
    assert (step["type"], step["title_fa"]) == ("attached", "فایلی افزودید")
    ledger = (await holder.get("ledger")).json()
    told = ledger["events"][-1]["data"]
    assert (told["media"], told["size"]) == (added["media_type"], added["size"])
    assert set(told) - {"key_commitment"} == {"file_commitment", "media", "size"}
    assert added["sha256"] not in str(ledger), "a known file could be found by it"
    assert faults(ledger) == []


async def test_a_repeated_file_is_one(holder: Holder) -> None:
    key = {"Idempotency-Key": "file-1"}
    first = await holder.add(media.pdf(), **key)
    assert await holder.add(media.pdf(), **key) == first
    assert await holder.add(media.pdf()) == first
    other = await holder.send(media.ogg(), **key)
    assert_problem(other, 422, "key_reused")
    taken = {"Idempotency-Key": "message-1"}
    said = await holder.http.post(
        f"{CASES}/{holder.code}/messages",
        json={"text": "رسید را فرستادم."},
        headers={"X-Case-Pin": holder.pin} | taken,
    )
    assert said.status_code == 200
    assert_problem(await holder.send(media.ogg(), **taken), 422, "key_reused")
    assert len((await holder.get()).json()["attachments"]) == 1


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"<html><script>alert(1)</script></html>", 415, "file_type"),
        (b"", 415, "file_type"),
        (media.picture("GIF"), 415, "file_type"),
        (media.mp4(handler=b"vide"), 415, "file_type"),
        (media.photo()[:-50], 422, "file_broken"),
        (media.ogg()[:-1], 422, "file_broken"),
        (media.bomb(), 422, "file_pixels"),
        (media.pdf() + bytes(11_000_000), 413, "file_too_large"),
    ],
)
async def test_what_is_not_taken_is_said_in_persian(
    holder: Holder, data: bytes, status: int, code: str
) -> None:
    refused = await holder.send(data, Content_Type="image/jpeg")
    assert_problem(refused, status, code)
    assert (await holder.get()).json()["attachments"] == []


async def test_bombs_at_the_same_time_leave_the_gateway_at_work(
    holder: Holder, http: httpx.AsyncClient
) -> None:
    bombs = asyncio.gather(*(holder.send(media.bomb()) for _ in range(8)))
    assert (await http.get("/healthz")).status_code == 200
    for refused in await bombs:
        assert_problem(refused, 422, "file_pixels")


async def test_a_polyglot_is_a_picture_and_nothing_else(holder: Holder) -> None:
    both = media.photo() + b"<html><script>alert(1)</script></html>"
    added = await holder.add(both)
    kept = (await holder.get(f"attachments/{added['id']}")).content
    assert b"script" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 60)


async def test_a_case_holds_so_many_files_and_no_more(holder: Holder) -> None:
    for number in range(10):
        await holder.add(media.pdf(f"page {number}"))
    assert (await holder.get()).json()["left"] == 0
    assert_problem(await holder.send(media.ogg()), 409, "files_full")
    # What is there already is no further file.
    await holder.add(media.pdf("page 3"))


async def test_a_case_at_rest_takes_no_file(holder: Holder) -> None:
    added = await holder.add(media.pdf())
    withdrawn = await holder.http.post(
        f"{CASES}/{holder.code}/withdraw", json={}, headers={"X-Case-Pin": holder.pin}
    )
    assert "attachments" not in withdrawn.json()["actions"]
    assert_problem(await holder.send(media.ogg()), 409, "move_not_allowed")
    assert (await holder.get(f"attachments/{added['id']}")).status_code == 200


async def test_without_the_pin_there_is_no_file(holder: Holder, http: httpx.AsyncClient) -> None:
    added = await holder.add(media.pdf())
    stranger = Holder(http, {"tracking_code": holder.code, "pin": "wrong"})
    nowhere = Holder(http, {"tracking_code": "ABCD2345", "pin": holder.pin})
    for part in ("attachments", f"attachments/{added['id']}"):
        wrong, unknown = await stranger.get(part), await nowhere.get(part)
        assert_problem(wrong, 404, "case_not_found")
        assert wrong.content == unknown.content
    wrong, unknown = await stranger.send(media.ogg()), await nowhere.send(media.ogg())
    assert_problem(wrong, 404, "case_not_found")
    assert wrong.content == unknown.content
    # Not even what is wrong with a file is told.
    assert_problem(await stranger.send(b"<html>"), 404, "case_not_found")
    assert len((await holder.get()).json()["attachments"]) == 1


async def test_no_file_is_found_through_another_case(http: httpx.AsyncClient) -> None:
    holders = [await Holder.of_new_case(http) for _ in range(3)]
    ids = [
        [(await one.add(media.pdf(f"{number} {page}")))["id"] for page in range(2)]
        for number, one in enumerate(holders)
    ]
    unknown = await holders[0].get(f"attachments/{'0' * 32}")
    for reader, own in zip(holders, ids, strict=True):
        for id_ in itertools.chain(*ids):
            answer = await reader.get(f"attachments/{id_}")
            if id_ in own:
                assert answer.status_code == 200
            else:
                assert_problem(answer, 404, "not_found")
                assert answer.content == unknown.content


@pytest.mark.parametrize("id_", ["%2e%2e%2fsecret", "x" * 5000, "%00", "' OR 1=1 --"])
async def test_odd_ids_are_unknown(holder: Holder, id_: str) -> None:
    answer = await holder.get(f"attachments/{id_}")
    assert answer.status_code in {404, 405}


async def test_nothing_of_a_file_is_logged(holder: Holder, logged: Logged) -> None:
    added = await holder.add(media.pdf("my own title"))
    await holder.get(f"attachments/{added['id']}")
    for told in ("my own title", added["id"], added["sha256"], holder.code, holder.pin):
        assert told not in logged.text


async def test_wrong_pins_are_slowed_down(
    holder: Holder, http: httpx.AsyncClient, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = await holder.add(media.pdf())
    strict = tries_of(gateway.runtime.sealer, TryLimits(at_target=2, by_address=99, free=99))
    monkeypatch.setattr(gateway.runtime.desk.opening, "tries", strict)
    stranger, part = Holder(http, {"tracking_code": holder.code, "pin": "wrong"}), "attachments"
    tried = [await stranger.get(part), await stranger.send(media.ogg()), await stranger.get(part)]
    assert [answer.status_code for answer in tried] == [404, 404, 429]
    refused = await holder.get(f"{part}/{added['id']}")
    puzzle = assert_problem(refused, 429, "too_many")["puzzle"]
    solution = {"X-Puzzle-Solution": solve(puzzle["seed"], puzzle["bits"])}
    assert (await holder.get(f"{part}/{added['id']}", **solution)).status_code == 200


@pytest.fixture
def few_files(gateway: Gateway) -> Iterator[None]:
    """Two files an hour are enough."""
    generous = gateway.app.state.guards
    gateway.app.state.guards = Guards(
        gateway.settings.model_copy(update={"attachments_per_hour": 2}), Counting()
    )
    yield
    gateway.app.state.guards = generous


@pytest.mark.usefixtures("few_files")
async def test_too_many_files_an_hour_are_refused(holder: Holder) -> None:
    answers = [await holder.send(media.pdf()) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
