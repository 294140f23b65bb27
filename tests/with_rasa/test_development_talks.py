"""The talks that the dialogue is developed on: what citizens see of them, with a real Rasa."""

import httpx
import pytest
from support.talks import play, talks

pytestmark = pytest.mark.rasa
# A model trained anew may read one or the other sentence differently; groups of talks may not fall.
LEAST_WHOLE, LEAST_TURNS = 0.88, 0.95


async def test_most_talks_go_well_from_beginning_to_end(portal: httpx.AsyncClient) -> None:
    played = [await play(talk, portal) for talk in talks()]
    assert len(played) >= 300
    turns = [exchange for talk in played for exchange in talk.exchanges]
    faults = [
        f"{talk.name}: «{exchange.said}»: {fault}"
        for talk in played
        for exchange in talk.exchanges
        for fault in exchange.faults
    ]
    report = "\n".join(faults)
    assert sum(talk.is_whole for talk in played) >= LEAST_WHOLE * len(played), report
    assert sum(not turn.faults for turn in turns) >= LEAST_TURNS * len(turns), report
