"""Pins of cases: the one that opens a case now, and how its citizen gets another.

A pin is derived from code and number, and stored nowhere. The row holds the number, its changes are
events, and neither tells anything of the pin. It has six digits, and twelve for who is anonymous:
these nobody finds, however many addresses try.
"""

from assistant.cases.by import CITIZEN
from assistant.cases.effects import LONG_PIN
from assistant.cases.models import Case
from assistant.cases.moves import Move
from assistant.cases.step import Step
from assistant.cases.terms import Identity
from assistant.storage.digests import Digests, Purpose
from assistant.storage.sealing import Sealer


def pin_of(sealer: Sealer, case: Case) -> str:
    """The pin that opens `case` now."""
    return sealer.pin(case.tracking_code, number=case.pin_number, is_long=case.has_long_pin)


def pins_before(sealer: Sealer, case: Case) -> list[str]:
    """What may have opened `case` until the newest change, which can have made it a long one."""
    code, number = case.tracking_code, case.pin_number - 1
    return [sealer.pin(code, number=number, is_long=is_long) for is_long in (False, True)]


def first_pin(sealer: Sealer, case: Case) -> str:
    """The pin of the receipt: a repeated filing repeats it, and tells none that came later."""
    return sealer.pin(case.tracking_code, is_long=case.has_long_pin)


def change(digests: Digests, case: Case, key: str) -> Step:
    """The move of a citizen who wants another pin; the event has neither of them.

    Who is anonymous has much to lose, so theirs is a long one from then on.
    """
    evidence = {LONG_PIN: "1"} if case.identity == Identity.ANONYMOUS else {}
    return Step(Move.PIN_CHANGED, CITIZEN, evidence=evidence, key=kept_key(digests, key))


def kept_key(digests: Digests, key: str) -> str:
    """The key of a change as it is kept: with the old pin it tells the new one once more."""
    return digests.keyed(Purpose.PIN_KEY, key)
