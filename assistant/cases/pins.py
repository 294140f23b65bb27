"""Pins of cases: which one opens a case now, whom it lets in, and how its citizen gets another.

A pin is derived from code and number, and stored nowhere. The row holds the number, and its changes
are events; neither reveals the pin. A pin has six digits, and twelve for an anonymous citizen:
nobody guesses these, however many addresses try.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.codes import normal_pin, normalise
from assistant.cases.models import Case, CaseEvent
from assistant.cases.move_requests import MoveRequest
from assistant.cases.moves import Move
from assistant.cases.terms import CITIZEN, Identity
from assistant.cases.transitions import LONG_PIN
from assistant.guessing.tries import Caller, Tries
from assistant.storage.database import Database
from assistant.storage.digests import Digests, Purpose
from assistant.storage.sealing import Sealer


def pin_of(sealer: Sealer, case: Case) -> str:
    """The pin that opens `case` now."""
    return sealer.pin(case.tracking_code, number=case.pin_number, is_long=case.has_long_pin)


def pins_before(sealer: Sealer, case: Case) -> list[str]:
    """Pins that may have opened `case` before the newest change; it may have made the pin long."""
    code, number = case.tracking_code, case.pin_number - 1
    return [sealer.pin(code, number=number, is_long=is_long) for is_long in (False, True)]


def first_pin(sealer: Sealer, case: Case) -> str:
    """The pin of the receipt: a repeated filing returns it again, and no later one."""
    return sealer.pin(case.tracking_code, is_long=case.has_long_pin)


def change(digests: Digests, case: Case, key: str) -> MoveRequest:
    """The move of a citizen who wants another pin; the event holds neither pin.

    An anonymous citizen has much to lose, so the new pin is a long one.
    """
    evidence = {LONG_PIN: "1"} if case.identity == Identity.ANONYMOUS else {}
    return MoveRequest(Move.PIN_CHANGED, CITIZEN, evidence=evidence, key=kept_key(digests, key))


def kept_key(digests: Digests, key: str) -> str:
    """The key of a change as it is kept: with the old pin it returns the new one once more."""
    return digests.keyed(Purpose.PIN_KEY, key)


@dataclass(frozen=True)
class OpenedCase:
    """The case that a pin has opened, and which of its pins did."""

    code: str
    number: int


NOTHING = OpenedCase("-", 0)
"""For a wrong pin and an unknown code alike: no case has this id."""


class PinCheck:
    """Compares pins; `tries` counts the wrong ones."""

    def __init__(self, database: Database, sealer: Sealer, tries: Tries) -> None:
        self._database, self._sealer, self.tries = database, sealer, tries

    async def open(
        self, code: str, pin: str, caller: Caller, *, changed_by: str | None = None
    ) -> OpenedCase:
        """The case that the pin opens.

        The previous pin opens it, too, for whoever shows the key of its change: the answer with the
        new pin may have been lost on its way. Raises `TooManyTriesError`.
        """
        known, typed = normalise(code), normal_pin(pin)
        async with self.tries.trying(known or code, caller) as attempt:
            # An impossible code is looked up, too, so that both take the same time.
            opened = await self._database.run(
                lambda session: self._compare(session, known or NOTHING.code, typed, changed_by)
            )
            attempt.is_right = opened is not NOTHING
        return opened

    def device(self, code: str, caller: Caller) -> str | None:
        """A token that spares the device of `caller` all puzzles; None if it has one."""
        return self.tries.device(normalise(code) or code, caller)

    def _compare(
        self, session: Session, code: str, typed: bytes, changed_by: str | None
    ) -> OpenedCase:
        case = session.scalar(select(Case).where(Case.tracking_code == code))
        pins = self._pins(session, case, changed_by) if case else [self._sealer.pin(code)]
        is_right = any(hmac.compare_digest(pin.encode(), typed) for pin in pins)
        return OpenedCase(code, case.pin_number) if case and is_right else NOTHING

    def _pins(self, session: Session, case: Case, changed_by: str | None) -> Iterator[str]:
        yield pin_of(self._sealer, case)
        key = kept_key(self._sealer.digests, changed_by) if changed_by else None
        if key and key == _newest_key(session, case):
            yield from pins_before(self._sealer, case)


def _newest_key(session: Session, case: Case) -> str | None:
    """The key of the newest change of the pin, as it is kept."""
    is_change = (CaseEvent.case_id == case.id, CaseEvent.type == Move.PIN_CHANGED)
    query = select(CaseEvent.idempotency_key).where(*is_change)
    key: str | None = session.scalar(query.order_by(CaseEvent.number.desc()).limit(1))
    return key
