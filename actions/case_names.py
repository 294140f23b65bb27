"""Which agency and place a message of the case form names, and which it takes back."""

import re
from functools import cached_property

from actions.base import Turn
from actions.case_words import is_short, takes_back
from actions.correction import correction_in
from actions.vocabulary import own_words, own_words_of
from assistant.language.gazetteer import Found as Name
from assistant.language.gazetteer import Mentions

_NOT_IT = re.compile(r"\s*(?:را )?(?:نه(?![\w‌])|نیست|نبود)")
_NAMED = frozenset(["agency", "city", "province"])
_NAME_WORDS = 3


class FormNames:
    """The names in one message, while the form asks for the slot `asked`."""

    def __init__(self, turn: Turn, asked: str | None) -> None:
        self._turn, self._asked = turn, asked
        self._reading = turn.reading

    @cached_property
    def mentions(self) -> Mentions:
        """The names that count: not those that are taken back («ارومیه نه، تبریز»)."""
        names = self._reading.names
        refused = [name for name in names if self._is_refused(name, names)]
        if not refused:
            return self._reading.mentions
        kept, last = [], 0
        for name in refused:
            kept.append(self._reading.text[last : name.start])
            last = name.end
        return self._turn.context.reader.read(" ".join([*kept, self._reading.text[last:]])).mentions

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Ids of the agencies named, in order."""
        return self.mentions.agency_ids or self._without_cue()

    @cached_property
    def are_all(self) -> bool:
        """Whether the message does nothing but name an agency or a place."""
        found = self.mentions
        named = bool(found.agency_ids or found.city or found.province)
        return named and len(own_words(self._reading.unnamed)) <= 1 and is_short(self._reading.text)

    def _is_refused(self, name: Name, names: list[Name]) -> bool:
        """Whether a name is denied, or is the present one beside another that puts it right."""
        if _NOT_IT.match(self._reading.text, name.end):
            return True
        present = self._present(name)
        same = [other for other in names if self._present(other) == present]
        is_replaced = any(other.id not in present for other in same if other.label in _NAMED)
        return takes_back(self._reading.text) and name.id in present and is_replaced

    def _present(self, name: Name) -> list[str]:
        """What the form holds of the kind of `name`."""
        if name.label == "agency":
            return [self._turn.slot("case_agency") or ""]
        return [part for part in (self._turn.slot("case_place") or "").split("|") if part]

    def _without_cue(self) -> tuple[str, ...]:
        """«دارایی» alone is an everyday word; as the answer to «which agency» it is a name."""
        denied = [name.id for name in self._reading.names if name.label == "agency"]
        is_put_right = bool(self._asked) and takes_back(self._reading.text)
        correction = correction_in(self._reading.unnamed)
        own = own_words_of(correction.kept if correction else self._reading.unnamed)
        may_name = self._asked == "case_agency" or is_put_right
        if not may_name or not 0 < len(own) <= _NAME_WORDS:
            return ()
        found = self._turn.context.reader.read(f"اداره {' '.join(own)}").mentions.agency_ids
        return tuple(id_ for id_ in found if id_ not in denied)
