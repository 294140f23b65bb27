"""How long clients wait before they try again."""

import random

_FIRST_S = 1.0
_LONGEST_S = 30.0


def before_try(attempt: int) -> float:
    """As in the widget (`widget/src/core/pause.ts`): doubling, with a random quarter on top."""
    steady = min(_FIRST_S * float(2**attempt), _LONGEST_S)
    return steady * (1 + random.random() / 4)
