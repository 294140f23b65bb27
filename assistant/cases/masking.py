"""Masks the words of a case for other readers: hides the citizen's own name, and places.

A name can be found among other words only if it is known: from the contact that was given. It is
hidden from agencies, followers and the ledger.

The masked words are kept, and the typed ones are sealed. If the citizen allows it, the agency reads
a third version, made from the sealed one at each reading: it has streets and the names of others,
but no numbers and not the citizen's own name. This version is not stored, so words that are erased
or taken out of the sealed ones are gone from here, too.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.move_requests import MoveRequest
from assistant.cases.personal import Field
from assistant.cases.terms import Role
from assistant.language.formal import formal
from assistant.language.marks import put_back
from assistant.language.own_names import SHOWN, is_own, own_names
from assistant.language.pii import PiiSpan, mask
from assistant.storage.sealing import Sealer

PLACEHOLDER = "[نام]"
_NAMES = (Field.NAME, Field.CALLER)
_LEAST_LETTERS = 3
_GAP = r"[\s\u200c]+"
_VARIANTS = {"ی": "[یيىئ]", "ک": "[کك]", "ه": "[هةۀ]", "ا": "[اآأإ]", "و": "[وؤ]"}
_SAME = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "آ": "ا", "أ": "ا", "إ": "ا"})


def masked(text: str, names: Iterable[str | None], *, is_open: bool = False) -> str:
    """`text` without personal data and without any of `names`, as a whole or by the surname.

    `is_open`: addresses and the names of others stay; the writer's own name does not.
    """
    own = own_names(text) if is_open else []
    shown = mask(text, _may_be_read if is_open else None).text
    for name in [*names, *own]:
        for part in _parts(name or ""):
            shown = part.sub(PLACEHOLDER, shown)
    return shown


def _may_be_read(text: str, span: PiiSpan) -> bool:
    return span.type in SHOWN and not (span.type == "name" and is_own(text, span))


def masked_step(session: Session, sealer: Sealer, case: Case, step: MoveRequest) -> MoveRequest:
    """`step` with masked words and reason; it hides the names of all people of this case.

    Nobody is shown a name for it, so it is not recorded as a reading.
    """
    is_said = step.by.role is not Role.CLOCK and (step.words or step.reason)
    names = names_of(session, sealer, case) if is_said else []
    return replace(step, words=masked(step.words, names), reason=masked(step.reason, names))


def names_of(session: Session, sealer: Sealer, case: Case) -> list[str]:
    """The names that the citizen of a case, and whoever calls for them, gave."""
    query = select(PersonalValue.sealed).where(
        PersonalValue.case_id == case.id, PersonalValue.field.in_(_NAMES)
    )
    return [sealer.open(sealed) for sealed in session.scalars(query)]


def _parts(name: str) -> list[re.Pattern[str]]:
    """The whole name, and all after its first word."""
    words = name.translate(_SAME).replace("\u200c", " ").split()
    wanted = [words, words[1:]]
    return [_pattern(part) for part in wanted if len("".join(part)) >= _LEAST_LETTERS]


def _pattern(words: list[str]) -> re.Pattern[str]:
    spelled = ["".join(_VARIANTS.get(sign, re.escape(sign)) for sign in word) for word in words]
    return re.compile(r"(?<![\w\u200c])" + _GAP.join(spelled) + r"(?:م|ام|ه)?(?!\w)", re.IGNORECASE)


_FILING = 1
"""The number of the event with which a case is filed."""


@dataclass(frozen=True)
class OpenWords:
    """The citizen's words with each event, by its number; the description, and its formal version.

    Empty where only the masked words may be read.
    """

    texts: Mapping[int, str] = field(default_factory=dict)
    description: str | None = None
    formal: str | None = None

    def in_place_of(self, case: Case) -> dict[str, str | None]:
        """The texts of `case` by the names of their columns; open versions where they exist."""
        return {
            "description": self.description or case.description,
            "formal_description": self.formal or case.formal_description,
        }


NOTHING_OPEN = OpenWords()


def open_words(session: Session, sealer: Sealer, case: Case) -> OpenWords:
    """The words of `case` as its agency reads them."""
    if not case.shows_names:
        return NOTHING_OPEN
    typed = typed_words(session, sealer, case)
    names = names_of(session, sealer, case)
    names += [name for text in typed.values() for name in own_names(text)]
    shown = {number: masked(text, names, is_open=True) for number, text in typed.items()}
    description = shown.pop(_FILING, None)
    is_formal = description is not None and case.formal_description is not None
    return OpenWords(shown, description, _formal(description or "") if is_formal else None)


def typed_words(session: Session, sealer: Sealer, case: Case) -> dict[int, str]:
    """The citizen's words with the events of `case`, as typed, by event number.

    Without words that were kept as typed, erased or taken out.
    """
    of_event = and_(
        CaseEvent.case_id == PersonalValue.case_id, CaseEvent.number == PersonalValue.event_number
    )
    query = select(CaseEvent.number, PersonalValue.sealed).join(PersonalValue, of_event)
    is_said = (
        PersonalValue.case_id == case.id,
        PersonalValue.field == Field.WORDS,
        CaseEvent.actor == Role.CITIZEN,
    )
    rows = session.execute(query.where(*is_said).order_by(CaseEvent.number))
    return {number: sealer.open(sealed) for number, sealed in rows}


def _formal(text: str) -> str:
    """The formal version in the same open form, if it may be read so."""
    return put_back(formal(text), dict(mask(text).values))
