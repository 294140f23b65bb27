"""A case while it is written: its pieces, its fields, and what is asked for next."""

from __future__ import annotations

import re

from assistant.dialogue.things import Frozen, Open

_ANEW, _LEAST_ANEW = 0.5, 4
"""A text that is given anew has at least so much of the words of the old one, and so many."""


class Part(Frozen):
    """One piece of a description: its masked words, and the turn that has what they hide."""

    text: str
    turn: str | None = None


class Offer(Frozen):
    """What others have told already, offered before the summary."""

    id: str
    text: str
    title: str


class Draft(Frozen):
    """A case that is being written. `agency` may be triage.

    `earlier` is its text before the last change, `proposed` the text as it would be with a change
    that waits for a yes; one that `is_rewritten` waits for another text. `likely` are agencies that
    it may be about; `no_place` says that the place does not matter, `nearby` is that of the case
    before it; `apart` are the two cases that it may be. The agency of one that `is_quiet` reads
    neither names nor addresses in its text; of one that `is_unnamed` the citizen said that their
    name shall not be told.
    """

    kind: str = "complaint"
    parts: tuple[Part, ...] = ()
    earlier: tuple[Part, ...] = ()
    proposed: tuple[Part, ...] = ()
    is_rewritten: bool = False
    agency: str | None = None
    likely: tuple[str, ...] = ()
    province: str = ""
    city: str = ""
    no_place: bool = False
    indicator: str | None = None
    service: str | None = None
    is_formal: bool = False
    is_quiet: bool = False
    is_unnamed: bool = False
    offer: Offer | None = None
    follow: str | None = None
    is_looked_up: bool = False
    nearby: tuple[str, str] = ("", "")
    apart: tuple[Draft, ...] = ()

    @property
    def description(self) -> str:
        """All pieces as one text."""
        return "\n".join(part.text for part in self.parts)

    @property
    def newest(self) -> str:
        """The text as it would be with a change that waits, or as it is."""
        return "\n".join(part.text for part in self.proposed or self.parts)

    def may_give_way_to(self, text: str) -> bool:
        """Whether a text that was asked for is long enough to stand in place of this one."""
        least = max(_LEAST_ANEW, _ANEW * len(self.description.split()))
        return self.is_rewritten and len(text.split()) >= least

    def repeated_by(self, text: str) -> float:
        """Which share of the different words that stand there a text has, too."""
        old, new = (set(re.findall(r"\w+", one)) for one in (self.description, text))
        return len(old & new) / len(old) if old else 0.0

    @property
    def has_place(self) -> bool:
        """Whether the place is known, or known not to matter."""
        return self.no_place or bool(self.province or self.city)

    @property
    def next_open(self) -> Open:
        """What is asked next."""
        if self.is_rewritten or not self.parts:
            return Open.DESCRIPTION
        if self.agency is None:
            return Open.AGENCY
        if not self.has_place:
            return Open.PLACE
        return Open.FOLLOW if self.offer and self.follow is None else Open.CONFIRM
