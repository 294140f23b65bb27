"""Spans tell where a turn's time went, and nothing that anybody wrote."""

from collections.abc import Callable, Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from support.citizen import Citizen
from support.samples import MOBILE

from assistant import tracing
from assistant.tracing import span, trace_to


@pytest.fixture
def spans() -> Iterator[Callable[[], list[ReadableSpan]]]:
    """Ends the tracing, and gives the spans that were told until then."""
    exporter = InMemorySpanExporter()
    end = trace_to(exporter, "tests", 1.0)

    def told() -> list[ReadableSpan]:
        end()
        return list(exporter.get_finished_spans())

    yield told
    end()


async def test_all_of_a_turn_is_one_trace(
    citizen: Citizen, spans: Callable[[], list[ReadableSpan]]
) -> None:
    await citizen.say(f"مدارک تمدید گذرنامه چیه؟ شماره‌ام {MOBILE}")
    told = spans()
    (turn,) = [one for one in told if one.name == "turn"]
    of_the_turn = [one for one in told if one.context.trace_id == turn.context.trace_id]
    names = {one.name for one in of_the_turn}
    assert {"turn", "search", "rasa", "choice of a fact", "transaction"} <= names
    assert MOBILE not in "".join(one.to_json() for one in told)
    assert "گذرنامه" not in "".join(one.to_json() for one in told)


def test_an_error_is_told_without_its_words(spans: Callable[[], list[ReadableSpan]]) -> None:
    with pytest.raises(ValueError, match=MOBILE), span("turn"):
        raise ValueError(MOBILE)
    (failed,) = spans()
    assert failed.status.description == "ValueError"
    assert MOBILE not in failed.to_json()


async def test_without_a_collector_nothing_is_told(citizen: Citizen) -> None:
    assert isinstance(tracing._tracer, tracing.NoOpTracer)
    await citizen.say("سلام")
