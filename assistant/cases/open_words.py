"""What the agency of an unnamed case reads beyond the masked words: where it was, and about whom.

Kept are the masked words, and sealed what was typed. Where the citizen left it so, the agency reads
a third version, made of the sealed one whenever it is read: streets and the names of others stand
in it, numbers and the citizen's own name do not. Nothing more is stored, so what is erased or taken
out of the sealed words is gone from here, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, CaseEvent, PersonalValue
from assistant.cases.names import masked, names_of
from assistant.cases.personal import Field
from assistant.cases.terms import Role
from assistant.language.formal import formal
from assistant.language.marks import put_back
from assistant.language.own_names import own_names
from assistant.language.pii import mask
from assistant.storage.sealing import Sealer

_FILING = 1
"""The number of the event with which a case is filed."""


@dataclass(frozen=True)
class OpenWords:
    """What a citizen said with each event, by its number; the description, and its formal version.

    Empty where the masked words are all there is to read.
    """

    texts: Mapping[int, str] = field(default_factory=dict)
    description: str | None = None
    formal: str | None = None

    def in_place_of(self, case: Case) -> dict[str, str | None]:
        """The texts of `case` by the names of their columns, open where there is such a one."""
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
    """What its citizen said with the events of `case`, as typed, by their number.

    Not there is what was typed as it can be read, and what was erased or taken out.
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
    """The formal version of a text that may be read, with all in it that may be."""
    return put_back(formal(text), dict(mask(text).values))
