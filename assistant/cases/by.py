"""Who does something with a case."""

from dataclasses import dataclass

from assistant.cases.terms import Role


@dataclass(frozen=True)
class By:
    """A role and who has it: an agency's id, an operator's opaque id; empty for the others."""

    role: Role
    id: str = ""


CITIZEN = By(Role.CITIZEN)
"""Whoever holds code and pin."""
CLOCK = By(Role.CLOCK)
"""What happens by itself."""
