"""Structured logs: one JSON object a line. Nothing that a citizen wrote is ever logged."""

import logging

import structlog
from structlog.typing import Processor

# One list for the life of the process: loggers keep the one that they first saw.
_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]


def configure_logs(level: int = logging.INFO) -> None:
    """Set structlog up, and quiet the libraries whose logs repeat requests or texts."""
    structlog.configure(
        processors=_PROCESSORS,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    for name in ("httpx", "httpx2", "httpcore", "rasa_sdk", "sqlalchemy", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
