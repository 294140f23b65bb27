"""Opens cases to whoever knows code and pin."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.codes import normal_pin, normalise
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.pins import kept_key, pin_of, pins_before
from assistant.guessing.tries import Caller, Tries
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer


@dataclass(frozen=True)
class Opened:
    """The case that a pin has opened, and which of its pins that was."""

    code: str
    number: int


NOTHING = Opened("-", 0)
"""For a wrong pin and an unknown code alike: no case has this one."""


class Opening:
    """Compares pins; `tries` counts who is wrong."""

    def __init__(self, database: Database, sealer: Sealer, tries: Tries) -> None:
        self._database, self._sealer, self.tries = database, sealer, tries

    async def open(
        self, code: str, pin: str, caller: Caller, *, changed_by: str | None = None
    ) -> Opened:
        """What the pin opens.

        The pin before the newest one opens, too, for whoever shows the key of its change: the
        answer with the new pin may have been lost on its way. Raises `TooManyTriesError`.
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
        """What spares the device of `caller`, who was right, all puzzles; None if it has that."""
        return self.tries.device(normalise(code) or code, caller)

    def _compare(self, session: Session, code: str, typed: bytes, changed_by: str | None) -> Opened:
        case = session.scalar(select(Case).where(Case.tracking_code == code))
        pins = self._pins(session, case, changed_by) if case else [self._sealer.pin(code)]
        is_right = any(hmac.compare_digest(pin.encode(), typed) for pin in pins)
        return Opened(code, case.pin_number) if case and is_right else NOTHING

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
