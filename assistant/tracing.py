"""Spans around turn, Rasa, search, transaction and job, for a collector of OpenTelemetry.

Off until `trace_to` is called. A span has names, counts and ids, and never what anybody wrote: an
error is told by the name of its kind.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

from opentelemetry.trace import NoOpTracer, StatusCode, Tracer

T = TypeVar("T")

_tracer: Tracer = NoOpTracer()


@contextmanager
def span(name: str, **attributes: str | int) -> Iterator[None]:
    """Measure the block as `name`, within what is measured around it."""
    with _tracer.start_as_current_span(
        name, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield
        except Exception as error:
            # Not its text, which may hold a value.
            current.set_status(StatusCode.ERROR, type(error).__name__)
            raise


def trace_to(exporter: Any, service: str, share: float) -> Callable[[], None]:
    """Send the spans of this `share` of all turns and jobs to `exporter`; returns what ends it."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.sdk.trace.sampling import ParentBasedTraceIdRatio

    global _tracer  # noqa: PLW0603 - one process, one collector
    provider = TracerProvider(
        resource=Resource.create({"service.name": service}), sampler=ParentBasedTraceIdRatio(share)
    )
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracer = provider.get_tracer("dastyar")

    def end() -> None:
        global _tracer  # noqa: PLW0603
        _tracer = NoOpTracer()
        provider.shutdown()

    return end


async def in_context(threads: Executor, work: Callable[..., T], *arguments: Any) -> T:
    """Do `work` on one of `threads`; what it measures lies within what is measured here."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(threads, partial(copy_context().run, work, *arguments))


@contextmanager
def traced(url: str, service: str, share: float) -> Iterator[None]:
    """Send spans to the collector at `url` (OTLP over HTTP) while the block runs; none if empty."""
    if not url:
        yield
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    end = trace_to(OTLPSpanExporter(endpoint=url), service, share)
    try:
        yield
    finally:
        end()
