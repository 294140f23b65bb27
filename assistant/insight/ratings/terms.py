"""The words of ratings: what a mark is for, why it was given, and why one does not count."""

from enum import StrEnum


class Occasion(StrEnum):
    """What is rated: an answer about a service, the filing of a case, or the talk as a whole."""

    ANSWER = "answer"
    CASE = "case"
    TALK = "talk"


class Reason(StrEnum):
    """What a citizen may say that a mark comes from, whether it is a high or a low one.

    The drivers of trust that the United States ask for after every service (OMB Circular A-11,
    section 280; questions of GSA's Touchpoints).
    """

    EFFECTIVENESS = "effectiveness"
    EASE = "ease"
    SPEED = "speed"
    TRANSPARENCY = "transparency"
    HUMANITY = "humanity"
    EMPLOYEE = "employee"


REASON_FA = {
    Reason.EFFECTIVENESS: "نتیجهٔ کار",
    Reason.EASE: "آسانی",
    Reason.SPEED: "سرعت",
    Reason.TRANSPARENCY: "روشن بودن",
    Reason.HUMANITY: "احترام",
    Reason.EMPLOYEE: "کارمند",
}


class Why(StrEnum):
    """What was noticed of a mark.

    `LATER`: its person has given the agency a newer one. `VERDICT`: its citizen has rated the
    agency's answer to a case, and that mark counts. `BURST` and `MANY`: more came from one address
    than people do; one of them counts.
    """

    LATER = "later"
    VERDICT = "verdict"
    BURST = "burst"
    MANY = "many"


FLAGS = (Why.BURST, Why.MANY)
