"""How well new words of a message fit those that they stand for, whatever the encoder says."""

from collections.abc import Iterable, Sequence

from assistant.dialogue.complaint.alike import Atom, atoms
from assistant.dialogue.complaint.counting import value_of
from assistant.dialogue.complaint.naming import Named, Naming
from assistant.dialogue.complaint.said import Said, listed
from assistant.dialogue.complaint.stretches import Stretch

ALIKE = 0.7
"""For a number instead of a number, or of none for none; against the rest."""
NO_EDGE = 2.0
"""Against new words that end in the middle."""
_MOST_OF_PART = 3
_ORDER, _MARK, _KNOWN = 3.0, 2.0, 1.5
"""Against another order among them, a mark, and words that the text has all."""


class Weights:
    """What speaks for new words of a message, and against them."""

    def __init__(self, said: Said, names: Naming) -> None:
        self._said, self._names = said, names

    def of_told(self, old: Named, new: Stretch, come: Sequence[Atom]) -> float:
        """How well new words fit that are dictated: to the end, and without another order."""
        said = self._said
        ends = said.is_end(new.last) or new.last in {
            one.first for one in said.pivots("writes", "changes", "makes")
        }
        orders = said.pivots("removes", "changes", "makes")
        has_order = any(
            new.first <= one.first < new.last and one.last < len(said.words) for one in orders
        )
        against = _ORDER * has_order + said.stops(new) + 1.5 * NO_EDGE * (not ends)
        return (ALIKE if self._counts(old) == _count(come) else -ALIKE) - against

    def of_denied(self, old: Named, new: Stretch, come: Sequence[Atom]) -> float:
        """How well new words fit that stand against others: «الف نه ب»."""
        said, is_number = self._said, self._counts(old)
        is_bare = is_number and len(atoms(said.words[old.said.first : old.said.last])) == 1
        weight = ALIKE if is_number == _count(come) else -ALIKE
        starts_number = is_number and come[0].is_number and not said.is_in_sum(new.first)
        if not (starts_number or said.is_edge(new.first)):
            weight -= 0.6 * NO_EDGE
        is_word_behind = new.last < len(said.words) and said.words[new.last] in listed(
            "behind_new", "conjunctions"
        )
        if not (said.is_end(new.last) or is_word_behind):
            # «چهار» is not all of «چهار ماه و نیم».
            is_part = {*said.words[new.last : new.last + _MOST_OF_PART]} & listed("halves")
            is_count = is_number and come[-1].is_number and not is_part
            weight -= (0.0 if is_bare else 0.5 * NO_EDGE) if is_count else NO_EDGE
        if is_bare:
            weight -= 0.5 * sum(
                not one.is_number and one.key not in listed("of_numbers", "scales") for one in come
            )
        if new.last <= old.said.first:
            behind = said.words[new.last : old.said.first]
            weight -= sum(word not in listed("behind_new") for word in behind) - 1.0
        return weight - self._against(new)

    def _against(self, new: Stretch) -> float:
        """What speaks against new words by themselves."""
        words = self._said.words[new.first : new.last]
        fillers = (word in listed("before_new") and value_of(word) is None for word in words)
        return (
            _MARK * self._said.has_mark(new)
            + 1.0 * any(word in listed("behind_new") for word in words[:-1])
            + 0.5 * (words[-1] in listed("behind_new"))
            + _KNOWN * all(self._names.is_known[new.first : new.last])
            + next((number for number, is_one in enumerate(fillers) if not is_one), 0)
        )

    def _counts(self, old: Named) -> bool:
        return _count(atoms(self._said.words[old.said.first : old.said.last]))


def _count(some: Iterable[Atom]) -> bool:
    return any(one.is_number for one in some)
