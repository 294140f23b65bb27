"""Pins of cases: the one that opens a case now, and how its citizen gets another.

A pin is derived from code and number, and stored nowhere. The row holds the number, its changes are
events, and neither tells anything of the pin.
"""

from assistant.cases.by import CITIZEN
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.step import Step
from assistant.storage.digests import Digests, Purpose
from assistant.storage.sealing import Sealer


def pin_of(sealer: Sealer, case: Case) -> str:
    """The pin that opens `case` now."""
    return sealer.pin(case.tracking_code, number=case.pin_number)


def pin_before(sealer: Sealer, case: Case) -> str:
    """The pin that opened `case` until the newest change."""
    return sealer.pin(case.tracking_code, number=case.pin_number - 1)


def first_pin(sealer: Sealer, case: Case) -> str:
    """The pin of the receipt: a repeated filing repeats it, and tells none that came later."""
    return sealer.pin(case.tracking_code)


def change(digests: Digests, key: str) -> Step:
    """The move of a citizen who wants another pin; the event has neither of them.

    `key` tells the new pin once more, so only its hash is kept.
    """
    return Step(Move.PIN_CHANGED, CITIZEN, key=digests.keyed(Purpose.PIN_KEY, key))
