"""What may be done with a case, by whom and from where: the whole state machine, as data.

Everything that changes a case is one of these moves; `door.py` is the only way to make one.
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


class Need(StrEnum):
    """What must be told with a move."""

    REASON = "reason"
    WORDS = "words"
    AGENCY = "agency_id"
    LINK = "link"


class Guard(StrEnum):
    """What must be true of the case, beyond its status."""

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
class Rule:
    """A move that `by` may make; `to` None leaves the status as it is."""

    move: Move
    by: Role
    from_: frozenset[Status]
    to: Status | None = None
    needs: tuple[Need, ...] = ()
    guards: tuple[Guard, ...] = ()


ALL = frozenset(Status)
AT_THE_AGENCY = frozenset([Status.REFERRED, Status.IN_PROGRESS, Status.DISPUTED, Status.REOPENED])
"""Where the agency has something to do."""
PROPOSED = frozenset([Status.ANSWERED, Status.CLOSED_UNCONFIRMED])
"""Where a verdict is wanted; who stayed silent may still give it."""
JUDGED = frozenset([Status.CONFIRMED, Status.PARTLY])
ENDED = JUDGED | {Status.CLOSED, Status.CLOSED_UNCONFIRMED, Status.WITHDRAWN}
OPEN = ALL - ENDED
"""Where the case is not at rest."""

_CITIZEN = (
    Rule(Move.REGISTERED, Role.CITIZEN, frozenset(), Status.REGISTERED),
    Rule(Move.CONFIRMED, Role.CITIZEN, PROPOSED, Status.CONFIRMED),
    Rule(Move.PARTLY, Role.CITIZEN, PROPOSED, Status.PARTLY),
    Rule(Move.DISPUTED, Role.CITIZEN, PROPOSED, Status.DISPUTED),
    Rule(Move.REOPENED, Role.CITIZEN, ENDED, Status.REOPENED, (Need.REASON,)),
    Rule(Move.WITHDRAWN, Role.CITIZEN, OPEN, Status.WITHDRAWN),
    Rule(Move.MESSAGE, Role.CITIZEN, OPEN, needs=(Need.WORDS,)),
    # With a file, whose hash the event tells (`attachments`).
    Rule(Move.ATTACHED, Role.CITIZEN, OPEN),
    # To follow another's case is chosen when one's own is filed; to go alone, at any time.
    Rule(Move.MERGED, Role.CITIZEN, WAITING, needs=(Need.LINK,), guards=(Guard.ALONE,)),
    Rule(Move.SEPARATED, Role.CITIZEN, ALL, guards=(Guard.FOLLOWS,)),
    Rule(Move.CONSENT_GIVEN, Role.CITIZEN, ALL, guards=(Guard.NOT_NAMED,)),
    Rule(Move.CONSENT_WITHDRAWN, Role.CITIZEN, ALL, guards=(Guard.NAMED,)),
    Rule(Move.PIN_CHANGED, Role.CITIZEN, ALL),
    Rule(Move.ERASED, Role.CITIZEN, ENDED),
)
_AGENCY = (
    Rule(
        Move.TAKEN,
        Role.AGENCY,
        AT_THE_AGENCY - {Status.IN_PROGRESS},
        Status.IN_PROGRESS,
    ),
    Rule(Move.ASKED, Role.AGENCY, AT_THE_AGENCY, Status.IN_PROGRESS, (Need.WORDS,)),
    Rule(Move.ANSWERED, Role.AGENCY, AT_THE_AGENCY, Status.ANSWERED, (Need.WORDS,)),
    Rule(Move.MISDIRECTED, Role.AGENCY, AT_THE_AGENCY, Status.MISDIRECTED, (Need.REASON,)),
    # With words to the citizen that follow at once (`attachments.prepared`).
    Rule(Move.ATTACHED, Role.AGENCY, AT_THE_AGENCY),
    Rule(Move.NOTED, Role.AGENCY, ALL, needs=(Need.WORDS,)),
)
_OPERATOR = (
    # For a caller, with a mandate (`mandate.py`).
    Rule(Move.REGISTERED, Role.OPERATOR, frozenset(), Status.REGISTERED),
    Rule(
        Move.REFERRED,
        Role.OPERATOR,
        WAITING,
        Status.REFERRED,
        (Need.AGENCY, Need.REASON),
    ),
    # An answer that came by telephone or letter; it is the agency's, and only proposes.
    Rule(
        Move.ANSWERED,
        Role.OPERATOR,
        AT_THE_AGENCY,
        Status.ANSWERED,
        (Need.WORDS,),
        (Guard.AGENCY_KNOWN,),
    ),
    Rule(Move.ASKED, Role.OPERATOR, OPEN, needs=(Need.WORDS,)),
    Rule(Move.ATTACHED, Role.OPERATOR, OPEN),
    Rule(Move.MISDIRECTED, Role.OPERATOR, AT_THE_AGENCY, Status.MISDIRECTED, (Need.REASON,)),
    # The last word on a dispute, where there is no higher level; it is never a success.
    Rule(
        Move.CLOSED,
        Role.OPERATOR,
        frozenset([Status.DISPUTED]),
        Status.CLOSED,
        (Need.REASON, Need.WORDS),
        (Guard.TOP_LEVEL,),
    ),
    Rule(
        Move.MERGED,
        Role.OPERATOR,
        WAITING,
        needs=(Need.REASON, Need.LINK),
        guards=(Guard.ALONE,),
    ),
    Rule(Move.SEPARATED, Role.OPERATOR, ALL, needs=(Need.REASON,), guards=(Guard.FOLLOWS,)),
    Rule(Move.INFORMED, Role.OPERATOR, OPEN, needs=(Need.WORDS,)),
    Rule(Move.NOTED, Role.OPERATOR, ALL, needs=(Need.WORDS,)),
    Rule(Move.CORRECTED, Role.OPERATOR, ALL, needs=(Need.REASON, Need.WORDS)),
    # With words taken out, of which nothing is told (`redaction`).
    Rule(Move.REDACTED, Role.OPERATOR, ALL, needs=(Need.REASON,)),
)
_CLOCK = (
    Rule(
        Move.REFERRED,
        Role.CLOCK,
        frozenset([Status.REGISTERED]),
        Status.REFERRED,
        guards=(Guard.AGENCY_KNOWN,),
    ),
    Rule(Move.ESCALATED, Role.CLOCK, WAITING, needs=(Need.REASON,), guards=(Guard.BELOW_TOP,)),
    Rule(
        Move.REMINDED,
        Role.CLOCK,
        frozenset([Status.ANSWERED]),
        guards=(Guard.NOT_REMINDED,),
    ),
    Rule(
        Move.CLOSED_UNCONFIRMED,
        Role.CLOCK,
        frozenset([Status.ANSWERED]),
        Status.CLOSED_UNCONFIRMED,
        guards=(Guard.REMINDED,),
    ),
    Rule(Move.CLOSED, Role.CLOCK, JUDGED, Status.CLOSED),
    # Praise asks for no answer: it is at rest when it has reached the agency.
    Rule(
        Move.DELIVERED,
        Role.CLOCK,
        AT_THE_AGENCY,
        Status.CLOSED,
        guards=(Guard.PRAISE,),
    ),
    Rule(Move.RESCHEDULED, Role.CLOCK, WAITING),
    # To another leader, when the one before waits for nothing any more, or follows itself.
    Rule(Move.MERGED, Role.CLOCK, ALL, needs=(Need.LINK,), guards=(Guard.FOLLOWS,)),
    Rule(Move.SEPARATED, Role.CLOCK, ALL, needs=(Need.REASON,), guards=(Guard.FOLLOWS,)),
    Rule(Move.ERASED, Role.CLOCK, ENDED),
)


# What the leader's ledger tells, whoever has moved the follower.
_LEADER = tuple(
    Rule(move, role, statuses, needs=(Need.LINK,))
    for role in (Role.CITIZEN, Role.OPERATOR, Role.CLOCK)
    for move, statuses in ((Move.JOINED, WAITING), (Move.LEFT, ALL))
)


def _table(rules: Iterable[Rule]) -> dict[tuple[Move, Role], Rule]:
    table = {(rule.move, rule.by): rule for rule in rules}
    assert len(table) == sum(map(len, (_CITIZEN, _AGENCY, _OPERATOR, _CLOCK, _LEADER)))
    return table


RULES = _table((*_CITIZEN, *_AGENCY, *_OPERATOR, *_CLOCK, *_LEADER))
"""The rule for a move and a role; what is not here nobody may do."""

VERDICT_MOVES = {
    Verdict.SOLVED: Move.CONFIRMED,
    Verdict.PARTLY: Move.PARTLY,
    Verdict.UNSOLVED: Move.DISPUTED,
}
