"""Talks of players on whose words nothing was ever trained, played against the gateway."""

from pathlib import Path

import httpx
import pytest
from support.serving import Gateway

from assistant.settings import PROJECT
from lab.talks.play import Records, play_all
from lab.talks.schema import read_talks

FROZEN = PROJECT / "tests" / "evaluation" / "talks"
FLOORS = {
    "t10.yml": 0.83,
    "t5.yml": 0.84,
    "t6.yml": 0.94,
    "t7.yml": 0.82,
    "t8.yml": 0.78,
    "t9.yml": 0.82,
}
"""Share of whole talks; the lower ends of the 95 % intervals that were measured."""


@pytest.mark.parametrize("name", sorted(FLOORS))
async def test_frozen_talks_stay_whole(
    gateway: Gateway, http: httpx.AsyncClient, name: str
) -> None:
    talks = list(read_talks(FROZEN / name))
    records = Records(gateway.settings.database)
    try:
        played = await play_all(talks, http, records, lambda: None)
    finally:
        await records.close()
    whole = [talk for talk in played if talk.first_fault is None]
    assert len(whole) >= FLOORS[name] * len(talks), [
        (talk.first_fault, talk.talk.talk) for talk in played if talk.first_fault
    ]


def test_no_frozen_talk_is_taught() -> None:
    taught = {
        turn.say for talk in read_talks(PROJECT / "nlu_data" / "talks") for turn in talk.turns
    }
    for file in sorted(FROZEN.glob("*.yml")):
        shared = {turn.say for talk in read_talks(file) for turn in talk.turns} & taught
        assert len(shared) <= 3, "short words like «ثبت کن» may be said by many"
        assert all(len(say.split()) <= 5 for say in shared), shared


def test_every_frozen_file_has_a_floor() -> None:
    assert {path.name for path in Path(FROZEN).glob("*.yml")} == set(FLOORS)
