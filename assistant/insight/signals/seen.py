"""What signals look at: one line for each matter that an agency had, as columns.

A matter is a cluster of cases (`facts`): its leader, or else its first case, is seen for all of
them. So a hundred followers are one, whatever is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
NEVER = float("nan")
NO_TEXT = -1


@dataclass(frozen=True)
class Matters:
    """Matters in any order; `agency` is a place in `agencies`.

    Times named `_min` are office minutes since the agency got the matter, those named `_at` minutes
    of the clock since 1970, and `NEVER` what did not happen. `over_min` is when it was answered or
    ended, `sent_on_min` when the agency said that it is another one's. `contested` is an answer
    that was disputed or reopened, `solved_at` when the citizen first judged, if that was "solved".
    `talked_out` was withdrawn soon after the agency had turned to the citizen. `text` names the
    text of the answer, `NO_TEXT` where none is known, and `sort` the indicator and service.
    """

    agencies: Sequence[str]
    agency: Places
    answered_min: Numbers
    over_min: Numbers
    sent_on_min: Numbers
    answered_at: Numbers
    solved_at: Numbers
    contested: Flags
    talked_out: Flags
    text: Places
    sort: Places

    def counted(self, which: Flags) -> Numbers:
        """How many matters of each agency `which` is true of."""
        return np.bincount(self.agency[which], minlength=len(self.agencies)).astype(float)


@dataclass(frozen=True)
class Addresses:
    """By agency, verdicts or marks whose address was known on their day.

    `repeated` came from one that had judged the same agency that day already, `good` are those that
    said "solved" or gave 4 or 5; `chances` is the sum of `counting.chance_to_meet` over the days.
    """

    known: Numbers
    repeated: Numbers
    good: Numbers
    repeated_good: Numbers
    chances: Numbers


@dataclass(frozen=True)
class Beside:
    """By agency, what is known beside the ledger.

    `people` and `people_before` came in the period and in the months before it, `talks` and
    `talks_before` were talks with the assistant about the agency.
    """

    people: Numbers
    people_before: Numbers
    talks: Numbers
    talks_before: Numbers
    verdicts: Addresses
    marks: Addresses
