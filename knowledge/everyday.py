"""What people ask of every service («شوهرم می‌تواند به‌جای من برود؟»), and the facts that answer it.

A fact names the everyday questions that it answers, `answers: {proxy: [1]}` in the catalogue. Where
no fact of a service answers one, that is known, and is said, instead of what is merely near.
"""

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

Everyday = Literal[
    "proxy", "counter", "any_branch", "address", "appointment", "hours", "result", "late",
    "obstacle", "paper",
]  # fmt: skip
"""May another go, or must one come in person; does an office or counter do it; may it be done
anywhere; where is the office of a town; must a turn be booked; when is it open; how does one get
the outcome; what if it is late; does a debt, a record or the like stand in the way; is a certain
paper needed, or does another do. No fact is marked for the last: it is one that names the paper."""
EVERYDAY: tuple[Everyday, ...] = get_args(Everyday)
_Line = Annotated[int, Field(ge=1)]
Answers = Annotated[
    tuple[tuple[Everyday, Annotated[tuple[_Line, ...], Field(min_length=1)]], ...],
    BeforeValidator(
        lambda written: tuple(written.items()) if isinstance(written, dict) else written
    ),
]
"""Everyday questions with the numbers of the lines that answer each, `{proxy: [1, 3]}`."""
