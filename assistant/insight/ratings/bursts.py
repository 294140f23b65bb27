"""Whether marks from one address, for one agency and on one day, can be many people's.

An address may be a person, an office with one line to the internet, or a carrier with hundreds
behind it. What it can not be is decided by pace and by number, and never by the marks themselves:
an office that everybody praises is not to be told from one that praises itself.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.insight.ratings.terms import Why

WINDOW = timedelta(minutes=10)
MOST_IN_WINDOW = 24
"""Of an office where sixty citizens an hour rate over one line, ten minutes bring ten marks on
average; more than 24 come in .00005 of such windows (Poisson)."""
MOST_A_DAY = 150
"""Eight hours of nineteen citizens who all use the office's line, where most have their own."""


def flag_of(times: Sequence[datetime]) -> Why | None:
    """What marks at these moments, in any order, are; None where people may have given them."""
    if len(times) > MOST_A_DAY:
        return Why.MANY
    ordered = sorted(times)
    pairs = zip(ordered, ordered[MOST_IN_WINDOW:], strict=False)
    return Why.BURST if any(last - first <= WINDOW for first, last in pairs) else None
