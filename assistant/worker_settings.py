"""What the workers of a process do: whether there are any, and which kinds of work."""

from enum import StrEnum

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings


class WorkKind(StrEnum):
    """What a worker does: what somebody waits for, or what may take its time."""

    PROMPT = "prompt"
    SLOW = "slow"


class WorkerSettings(BaseSettings):
    """Settings of the workers in this process."""

    worker_enabled: bool = Field(
        True, description="Whether the gateway's process also works off jobs."
    )
    worker_kinds: str = Field(
        "prompt,slow",
        description="Comma-separated kinds of work that workers of this process do.",
    )
    worker_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Port at which `dastyar worker` tells health and metrics; 0: none.",
    )

    @field_validator("worker_kinds")
    @classmethod
    def _are_kinds(cls, kinds: str) -> str:
        kinds_of_work(kinds)
        return kinds

    @property
    def work_kinds(self) -> frozenset[WorkKind]:
        """The kinds of work that workers of this process do."""
        return kinds_of_work(self.worker_kinds)


def kinds_of_work(written: str) -> frozenset[WorkKind]:
    """The kinds that a list with commas names; raises ValueError for none, or an unknown one."""
    kinds = frozenset(WorkKind(part.strip()) for part in written.split(",") if part.strip())
    if not kinds:
        raise ValueError("a worker without any kind of work does nothing")
    return kinds
