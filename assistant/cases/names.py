"""The citizen's own name, hidden in everything that agencies, followers and the ledger are told.

A name can be told from other words only where it is known: from the contact that was given.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.cases.models import Case, PersonalValue
from assistant.cases.personal import Field
from assistant.cases.step import Step
from assistant.cases.terms import Role
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


def masked_step(session: Session, sealer: Sealer, case: Case, step: Step) -> Step:
    """`step` with words and reason as they may be told, whoever they name of this case's people.

    Nobody is shown a name for it, so it is no reading.
    """
    is_said = step.by.role is not Role.CLOCK and (step.words or step.reason)
    names = names_of(session, sealer, case) if is_said else []
    return replace(step, words=masked(step.words, names), reason=masked(step.reason, names))


def names_of(session: Session, sealer: Sealer, case: Case) -> list[str]:
    """Who the citizen of a case, and who calls for them, said to be."""
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
