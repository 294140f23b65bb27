"""The signals, each as a count at every agency: how often something happened, of how many. Pure."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from assistant.insight.method import WITHIN_3_H, WITHIN_48_H
from assistant.insight.signals.matters import (
    NO_TEXT,
    AddressCounts,
    Flags,
    Matters,
    Numbers,
    OffLedger,
    Places,
)
from assistant.insight.signals.peers import PeerCounts

LAST_HOUR, LAST_MINUTES = 60, 15
"""Before a term, in office minutes."""
AFTER_TERM = 300
"""Office minutes behind a term in which an answer has missed it by little."""
EARLY = 60
"""Office minutes in which a question is seldom solved, and quickly put aside."""
SOON = 240
"""Office minutes in which quick agencies answer, with care."""
AT_ONCE = 10
"""Minutes from the answer to the verdict: the citizen is told by SMS, and most look later."""
IN_A_ROW = 5
"""Minutes between two verdicts, about as long as a call."""
_DAY = 24 * 60
_WAKING = 14 * 60
"""Minutes of a day in which nearly all verdicts come."""
IN_BULK = 10
"""Minutes between two answers that were not written one by one."""
MANY = 5
"""So many matters with the same text are more than a coincidence."""
_OFFICE_LINE = 0.03
_TEHRAN = 210
"""Minutes that Tehran is ahead of UTC."""


class Signal(StrEnum):
    """What is looked for at each agency."""

    SENT_ON_BEFORE_3H = "sent_on_before_3h"
    SENT_ON_BEFORE_48H = "sent_on_before_48h"
    BUNCHED = "bunched"
    CLOSED_EARLY = "closed_early"
    JUDGED_AT_ONCE = "judged_at_once"
    JUDGED_IN_A_ROW = "judged_in_a_row"
    TALKED_OUT = "talked_out"
    SAME_TEXT = "same_text"
    IN_BULK = "in_bulk"
    SHARED_ADDRESS = "shared_address"
    MARKS_FROM_ONE_ADDRESS = "marks_from_one_address"
    BETTER_VERDICTS = "better_verdicts_from_one_address"
    BETTER_MARKS = "better_marks_from_one_address"
    FEWER_REPORTS = "fewer_reports"


def _sent_on_late(term: int) -> Callable[[Matters], PeerCounts]:
    """Of the cases open an hour before a term: those sent on as another agency's in that hour."""

    def counts(seen: Matters) -> PeerCounts:
        begin = term - LAST_HOUR
        waited = ~(seen.over_min <= begin) & ~(seen.sent_on_min <= begin)
        sent_on = (seen.sent_on_min > begin) & (seen.sent_on_min <= term)
        return PeerCounts.equal(seen.counted(sent_on), seen.counted(waited))

    return counts


def _bunched(seen: Matters) -> PeerCounts:
    """Of the answers around a term: those in the last quarter of an hour before it."""
    at, terms = seen.answered_min, (WITHIN_3_H, WITHIN_48_H)
    last = [(term - LAST_MINUTES < at) & (at <= term) for term in terms]
    around = [(term - LAST_HOUR < at) & (at <= term + AFTER_TERM) for term in terms]
    return PeerCounts.equal(seen.counted(last[0] | last[1]), seen.counted(around[0] | around[1]))


def _closed_early(seen: Matters) -> PeerCounts:
    """Of the answers: those that came within the first hour and were not accepted.

    An agency that is always quick has more of both. So the base is the share that was answered in
    the hours after that.
    """
    answered = seen.counted(~np.isnan(seen.answered_min))
    early = (seen.answered_min <= EARLY) & seen.contested
    soon = (seen.answered_min > EARLY) & (seen.answered_min <= SOON)
    return PeerCounts(seen.counted(early), answered, _share(seen.counted(soon) + 0.5, answered + 1))


def _judged_at_once(seen: Matters) -> PeerCounts:
    """Of the cases called solved: those called so within minutes of the answer."""
    after = seen.solved_at - seen.answered_at
    at_once = (after >= 0) & (after <= AT_ONCE)
    return PeerCounts.equal(seen.counted(at_once), seen.counted(~np.isnan(seen.solved_at)))


def _judged_in_a_row(seen: Matters) -> PeerCounts:
    """Of the cases called solved: those called so minutes after another case of the agency.

    Many verdicts a day are often close to each other; the base is how often, by their number.
    """
    judged = np.flatnonzero(~np.isnan(seen.solved_at))
    order = judged[np.lexsort((seen.solved_at[judged], seen.agency[judged]))]
    agency, at = seen.agency[order], seen.solved_at[order]
    is_next = np.zeros(len(order), dtype=bool)
    is_next[1:] = (agency[1:] == agency[:-1]) & (at[1:] - at[:-1] <= IN_A_ROW)
    day = _pairs(agency, (at + _TEHRAN) // _DAY)
    _, place, of_day = np.unique(day, return_inverse=True, return_counts=True)
    chance = 1 - np.exp(-(of_day[place] - 0.5) * IN_A_ROW / _WAKING)
    size = len(seen.agencies)
    n = np.bincount(agency, minlength=size).astype(float)
    chances = np.bincount(agency, weights=chance, minlength=size)
    observed = np.bincount(agency[is_next], minlength=size).astype(float)
    return PeerCounts(observed, n, _share(chances.astype(float), n))


def _talked_out(seen: Matters) -> PeerCounts:
    """Of all matters: those that were withdrawn soon after the agency turned to the citizen."""
    everything: Flags = np.ones(len(seen.agency), dtype=bool)
    return PeerCounts.equal(seen.counted(seen.talked_out), seen.counted(everything))


def _same_text(seen: Matters) -> PeerCounts:
    """Of the answers: those with a text that at least `MANY` matters got, its usual sort apart.

    A form letter for one sort of matter is good practice; the same words to matters that have
    nothing in common are not.
    """
    known = np.flatnonzero(seen.text != NO_TEXT)
    _, text, times = np.unique(
        _pairs(seen.agency[known], seen.text[known]), return_inverse=True, return_counts=True
    )
    _, pair, together = np.unique(
        _pairs(text, seen.sort[known]), return_inverse=True, return_counts=True
    )
    usual = np.zeros(len(times), dtype=np.int64)
    np.maximum.at(usual, text, together[pair])
    # A text's usual sort is the one with most of its matters; all its other matters count.
    beside = np.where(times >= MANY, 1 - usual / times, 0.0)
    size = len(seen.agencies)
    observed = np.bincount(seen.agency[known], weights=beside[text], minlength=size)
    return PeerCounts.equal(np.rint(observed), seen.counted(seen.text != NO_TEXT))


def _in_bulk(seen: Matters) -> PeerCounts:
    """Of the answers: those whose text a matter of another sort got minutes before or after."""
    known = np.flatnonzero(seen.text != NO_TEXT)
    text = _pairs(seen.agency[known], seen.text[known])
    order = known[np.lexsort((seen.answered_at[known], text))]
    text, sort, at = np.sort(text), seen.sort[order], seen.answered_at[order]
    is_like = (text[1:] == text[:-1]) & (sort[1:] != sort[:-1]) & (at[1:] - at[:-1] <= IN_BULK)
    in_bulk = np.zeros(len(seen.agency), dtype=bool)
    in_bulk[order[1:][is_like]] = in_bulk[order[:-1][is_like]] = True
    return PeerCounts.equal(seen.counted(in_bulk), seen.counted(seen.text != NO_TEXT))


def _shared_address(of: AddressCounts) -> PeerCounts:
    """Of verdicts, or marks: those from an address that had judged the agency that day already.

    Many people may share one address, an office's or a carrier's. They meet there more often the
    more verdicts a day has: `chances` counts that.
    """
    return PeerCounts(of.repeated, of.known, _share(of.chances, of.known))


def _better(of: AddressCounts) -> PeerCounts:
    """Of verdicts, or marks, from an address of before: the good ones.

    The base is the agency's own rest. Who comes over an office's line is as content as others; a
    device that praises is always content.
    """
    alone = of.known - of.repeated
    base = _share(of.good - of.repeated_good + 0.5, alone + 1)
    return PeerCounts(of.repeated_good, of.repeated, np.where(alone > 0, base, 0.0))


def chance_to_meet(verdicts: Numbers) -> Numbers:
    """The base of a day with so many verdicts: what each of them adds, by those before it.

    With a share `_OFFICE_LINE` of all over one line, a verdict over it has one before it with the
    probability 1 - (1 - share)^earlier; the sum over a day is a geometric series.
    """
    rest = 1 - _OFFICE_LINE
    return np.asarray(verdicts - (1 - rest**verdicts) / _OFFICE_LINE)


def _fewer_reports(beside: OffLedger) -> PeerCounts:
    """Of the people of this period and the months before: those before.

    The base is how many of the talks about the agency were before, so what makes fewer people have
    a matter at all is no sign.
    """
    n = beside.people + beside.people_before
    talks = beside.talks + beside.talks_before
    is_known = (beside.talks > 0) & (beside.talks_before > 0)
    base = np.where(is_known, _share(beside.talks_before, talks), 0.0)
    return PeerCounts(beside.people_before, n, base)


OF_LEDGER: dict[Signal, Callable[[Matters], PeerCounts]] = {
    Signal.SENT_ON_BEFORE_3H: _sent_on_late(WITHIN_3_H),
    Signal.SENT_ON_BEFORE_48H: _sent_on_late(WITHIN_48_H),
    Signal.BUNCHED: _bunched,
    Signal.CLOSED_EARLY: _closed_early,
    Signal.JUDGED_AT_ONCE: _judged_at_once,
    Signal.JUDGED_IN_A_ROW: _judged_in_a_row,
    Signal.TALKED_OUT: _talked_out,
}
"""Anyone who holds the ledger counts the same again, at any time."""
OF_TEXTS: dict[Signal, Callable[[Matters], PeerCounts]] = {
    Signal.SAME_TEXT: _same_text,
    Signal.IN_BULK: _in_bulk,
}
"""Texts are forgotten when their case is erased."""
OF_BESIDE: dict[Signal, Callable[[OffLedger], PeerCounts]] = {
    Signal.SHARED_ADDRESS: lambda beside: _shared_address(beside.verdicts),
    Signal.MARKS_FROM_ONE_ADDRESS: lambda beside: _shared_address(beside.marks),
    Signal.BETTER_VERDICTS: lambda beside: _better(beside.verdicts),
    Signal.BETTER_MARKS: lambda beside: _better(beside.marks),
    Signal.FEWER_REPORTS: _fewer_reports,
}


def _share(part: Numbers, whole: Numbers) -> Numbers:
    return np.divide(part, whole, out=np.zeros(len(whole)), where=whole > 0)


def _pairs(one: Places, other: Numbers | Places) -> Places:
    """A number for each pair of numbers."""
    return np.asarray((one.astype(np.int64) << 32) + other.astype(np.int64))
