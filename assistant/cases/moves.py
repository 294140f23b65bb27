"""The moves of a case, by whom and from which status: the whole state machine, as data.

Everything that changes a case is one of these moves; `transitions.py` is the only way to make one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.cases.terms import WAITING, Role, Status, Verdict


class Move(StrEnum):
    """What happened to a case: the type of an event."""

    REGISTERED = "registered"
    REFERRED = "referred"
    TAKEN = "taken"
    ASKED = "asked"
    ANSWERED = "answered"
    MISDIRECTED = "misdirected"
    CONFIRMED = "confirmed"
    PARTLY = "partly"
    DISPUTED = "disputed"
    ESCALATED = "escalated"
    REMINDED = "reminded"
    CLOSED = "closed"
    CLOSED_UNCONFIRMED = "closed_unconfirmed"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    MESSAGE = "message"
    ATTACHED = "attached"
    NOTED = "noted"
    CORRECTED = "corrected"
    REDACTED = "redacted"
    RESCHEDULED = "rescheduled"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PIN_CHANGED = "pin_changed"
    ERASED = "erased"
    MERGED = "merged"
    JOINED = "joined"
    SEPARATED = "separated"
    LEFT = "left"
    INFORMED = "informed"


class MoveNeed(StrEnum):
    """Data that a move requires."""

    REASON = "reason"
    WORDS = "words"
    AGENCY = "agency_id"
    LINK = "link"


class Guard(StrEnum):
    """Conditions on the case, beyond its status."""

    AGENCY_KNOWN = "agency_known"
    TOP_LEVEL = "top_level"
    BELOW_TOP = "below_top"
    NOT_REMINDED = "not_reminded"
    REMINDED = "reminded"
    PRAISE = "praise"
    NAMED = "named"
    NOT_NAMED = "not_named"
    ALONE = "alone"
    FOLLOWS = "follows"


@dataclass(frozen=True)
class MoveRule:
    """A move that `by` may make; `to` None leaves the status as it is."""

    move: Move
    by: Role
    from_: frozenset[Status]
    to: Status | None = None
    needs: tuple[MoveNeed, ...] = ()
    guards: tuple[Guard, ...] = ()


ALL = frozenset(Status)
AT_THE_AGENCY = frozenset([Status.REFERRED, Status.IN_PROGRESS, Status.DISPUTED, Status.REOPENED])
"""Where the agency has something to do."""
PROPOSED = frozenset([Status.ANSWERED, Status.CLOSED_UNCONFIRMED])
"""Where a verdict is wanted; a citizen who stayed silent may still give it."""
JUDGED = frozenset([Status.CONFIRMED, Status.PARTLY])
ENDED = JUDGED | {Status.CLOSED, Status.CLOSED_UNCONFIRMED, Status.WITHDRAWN}
OPEN = ALL - ENDED
"""Where the case still waits for something."""

_CITIZEN = (
    MoveRule(Move.REGISTERED, Role.CITIZEN, frozenset(), Status.REGISTERED),
    MoveRule(Move.CONFIRMED, Role.CITIZEN, PROPOSED, Status.CONFIRMED),
    MoveRule(Move.PARTLY, Role.CITIZEN, PROPOSED, Status.PARTLY),
    MoveRule(Move.DISPUTED, Role.CITIZEN, PROPOSED, Status.DISPUTED),
    MoveRule(Move.REOPENED, Role.CITIZEN, ENDED, Status.REOPENED, (MoveNeed.REASON,)),
    MoveRule(Move.WITHDRAWN, Role.CITIZEN, OPEN, Status.WITHDRAWN),
    MoveRule(Move.MESSAGE, Role.CITIZEN, OPEN, needs=(MoveNeed.WORDS,)),
    # With a file; the event holds its hash (`attachments`).
    MoveRule(Move.ATTACHED, Role.CITIZEN, OPEN),
    # A citizen chooses to follow another case when filing, and can leave it at any time.
    MoveRule(Move.MERGED, Role.CITIZEN, WAITING, needs=(MoveNeed.LINK,), guards=(Guard.ALONE,)),
    MoveRule(Move.SEPARATED, Role.CITIZEN, ALL, guards=(Guard.FOLLOWS,)),
    MoveRule(Move.CONSENT_GIVEN, Role.CITIZEN, ALL, guards=(Guard.NOT_NAMED,)),
    MoveRule(Move.CONSENT_WITHDRAWN, Role.CITIZEN, ALL, guards=(Guard.NAMED,)),
    MoveRule(Move.PIN_CHANGED, Role.CITIZEN, ALL),
    MoveRule(Move.ERASED, Role.CITIZEN, ENDED),
)
_AGENCY = (
    MoveRule(
        Move.TAKEN,
        Role.AGENCY,
        AT_THE_AGENCY - {Status.IN_PROGRESS},
        Status.IN_PROGRESS,
    ),
    MoveRule(Move.ASKED, Role.AGENCY, AT_THE_AGENCY, Status.IN_PROGRESS, (MoveNeed.WORDS,)),
    MoveRule(Move.ANSWERED, Role.AGENCY, AT_THE_AGENCY, Status.ANSWERED, (MoveNeed.WORDS,)),
    MoveRule(Move.MISDIRECTED, Role.AGENCY, AT_THE_AGENCY, Status.MISDIRECTED, (MoveNeed.REASON,)),
    # With words to the citizen that follow at once (`attachments.pending`).
    MoveRule(Move.ATTACHED, Role.AGENCY, AT_THE_AGENCY),
    MoveRule(Move.NOTED, Role.AGENCY, ALL, needs=(MoveNeed.WORDS,)),
)
_OPERATOR = (
    # For a caller, with a mandate (`filing.Mandate`).
    MoveRule(Move.REGISTERED, Role.OPERATOR, frozenset(), Status.REGISTERED),
    MoveRule(
        Move.REFERRED,
        Role.OPERATOR,
        WAITING,
        Status.REFERRED,
        (MoveNeed.AGENCY, MoveNeed.REASON),
    ),
    # An answer that came by telephone or letter; it is the agency's, and only proposes.
    MoveRule(
        Move.ANSWERED,
        Role.OPERATOR,
        AT_THE_AGENCY,
        Status.ANSWERED,
        (MoveNeed.WORDS,),
        (Guard.AGENCY_KNOWN,),
    ),
    MoveRule(Move.ASKED, Role.OPERATOR, OPEN, needs=(MoveNeed.WORDS,)),
    MoveRule(Move.ATTACHED, Role.OPERATOR, OPEN),
    MoveRule(
        Move.MISDIRECTED, Role.OPERATOR, AT_THE_AGENCY, Status.MISDIRECTED, (MoveNeed.REASON,)
    ),
    # The last word on a dispute, where there is no higher level; it is never a success.
    MoveRule(
        Move.CLOSED,
        Role.OPERATOR,
        frozenset([Status.DISPUTED]),
        Status.CLOSED,
        (MoveNeed.REASON, MoveNeed.WORDS),
        (Guard.TOP_LEVEL,),
    ),
    MoveRule(
        Move.MERGED,
        Role.OPERATOR,
        WAITING,
        needs=(MoveNeed.REASON, MoveNeed.LINK),
        guards=(Guard.ALONE,),
    ),
    MoveRule(Move.SEPARATED, Role.OPERATOR, ALL, needs=(MoveNeed.REASON,), guards=(Guard.FOLLOWS,)),
    MoveRule(Move.INFORMED, Role.OPERATOR, OPEN, needs=(MoveNeed.WORDS,)),
    MoveRule(Move.NOTED, Role.OPERATOR, ALL, needs=(MoveNeed.WORDS,)),
    MoveRule(Move.CORRECTED, Role.OPERATOR, ALL, needs=(MoveNeed.REASON, MoveNeed.WORDS)),
    # With words taken out; the event says nothing about them (`redaction`).
    MoveRule(Move.REDACTED, Role.OPERATOR, ALL, needs=(MoveNeed.REASON,)),
)
_CLOCK = (
    MoveRule(
        Move.REFERRED,
        Role.CLOCK,
        frozenset([Status.REGISTERED]),
        Status.REFERRED,
        guards=(Guard.AGENCY_KNOWN,),
    ),
    MoveRule(
        Move.ESCALATED, Role.CLOCK, WAITING, needs=(MoveNeed.REASON,), guards=(Guard.BELOW_TOP,)
    ),
    MoveRule(
        Move.REMINDED,
        Role.CLOCK,
        frozenset([Status.ANSWERED]),
        guards=(Guard.NOT_REMINDED,),
    ),
    MoveRule(
        Move.CLOSED_UNCONFIRMED,
        Role.CLOCK,
        frozenset([Status.ANSWERED]),
        Status.CLOSED_UNCONFIRMED,
        guards=(Guard.REMINDED,),
    ),
    MoveRule(Move.CLOSED, Role.CLOCK, JUDGED, Status.CLOSED),
    # Praise asks for no answer: it ends when it has reached the agency.
    MoveRule(
        Move.DELIVERED,
        Role.CLOCK,
        AT_THE_AGENCY,
        Status.CLOSED,
        guards=(Guard.PRAISE,),
    ),
    MoveRule(Move.RESCHEDULED, Role.CLOCK, WAITING),
    # To another leader, when the present one waits for nothing any more, or follows itself.
    MoveRule(Move.MERGED, Role.CLOCK, ALL, needs=(MoveNeed.LINK,), guards=(Guard.FOLLOWS,)),
    MoveRule(Move.SEPARATED, Role.CLOCK, ALL, needs=(MoveNeed.REASON,), guards=(Guard.FOLLOWS,)),
    MoveRule(Move.ERASED, Role.CLOCK, ENDED),
)


# For the leader's ledger, whoever has moved the follower.
_LEADER = tuple(
    MoveRule(move, role, statuses, needs=(MoveNeed.LINK,))
    for role in (Role.CITIZEN, Role.OPERATOR, Role.CLOCK)
    for move, statuses in ((Move.JOINED, WAITING), (Move.LEFT, ALL))
)


def _table(rules: Iterable[MoveRule]) -> dict[tuple[Move, Role], MoveRule]:
    table = {(rule.move, rule.by): rule for rule in rules}
    assert len(table) == sum(map(len, (_CITIZEN, _AGENCY, _OPERATOR, _CLOCK, _LEADER)))
    return table


RULES = _table((*_CITIZEN, *_AGENCY, *_OPERATOR, *_CLOCK, *_LEADER))
"""The rule for a move and a role; without a rule nobody may make the move."""

VERDICT_MOVES = {
    Verdict.SOLVED: Move.CONFIRMED,
    Verdict.PARTLY: Move.PARTLY,
    Verdict.UNSOLVED: Move.DISPUTED,
}
