"""Made-up ledgers of cases, whole or with one tampering, as `GET …/ledger` would answer."""

import copy
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.cases import merkle
from assistant.cases.chain import digest, link
from assistant.cases.codes import new_code
from assistant.cases.commitments import commitments
from assistant.cases.ledger import published
from assistant.cases.models import Case, CaseEvent
from assistant.storage.sealing import Sealer

Ledger = dict[str, Any]
SEALER = Sealer(b"a key of the tests")
START = datetime(2026, 11, 24, 8, tzinfo=UTC)
WORDS = ["سه هفته است وصل نمی‌کنند", "بررسی شد.", "😀", 'با "نقل" و \\', ""]


def ledger(dice: random.Random) -> Ledger:
    """A whole ledger of 1 to 9 events, with 0 to 3 daily roots."""
    case = Case(tracking_code=new_code(), version=0, head_hash="", salt=dice.randbytes(32).hex())
    events, heads = [], []
    for number in range(dice.randint(1, 9)):
        events.append(_event(dice, case, number))
        heads.append((case.version, case.head_hash))
    days = sorted(dice.sample(range(len(heads)), min(len(heads), dice.randint(0, 3))))
    return {
        "tracking_code": case.tracking_code,
        "algorithm": "",
        "salt": case.salt,
        "events": [published(event, case.tracking_code) for event in events],
        "head": {"number": case.version, "hash": case.head_hash},
        "proofs": [_proof(dice, day, *heads[day]) for day in days],
    }


def _event(dice: random.Random, case: Case, number: int) -> CaseEvent:
    words = {"text": dice.choice(WORDS) or "۱"}
    # Versions of before had words in the data itself.
    is_old = dice.random() < 0.3
    event = CaseEvent(
        type=dice.choice(["registered", "referred", "answered"]),
        actor=dice.choice(["citizen", "agency", "clock"]),
        actor_id=dice.choice(["", "abfa"]),
        status=dice.choice(["registered", "referred", "answered"]),
        level="agency_unit",
        data=(words if is_old else commitments(case, **words)) | {"score": dice.randint(1, 5)},
        words=None if is_old else words,
        created_at=START + timedelta(seconds=number, microseconds=dice.randrange(10**6)),
    )
    link(event, case, SEALER.digests)
    return event


def _proof(dice: random.Random, day: int, number: int, head: str) -> Ledger:
    leaves = [dice.randbytes(32).hex() for _ in range(dice.randint(0, 40))]
    position = dice.randint(0, len(leaves))
    leaves.insert(position, head)
    return {
        "day": f"2026-11-{day + 1:02}",
        "root": merkle.root(leaves),
        "number": number,
        "position": position,
        "leaves": len(leaves),
        "path": merkle.path(leaves, position),
    }


def roots_of(whole: Ledger) -> dict[str, str]:
    """What somebody noted of the roots."""
    return {proof["day"]: proof["root"] for proof in whole["proofs"]}


def tampered(dice: random.Random, whole: Ledger) -> tuple[str, Ledger]:
    """The name of a tampering, and a copy in which it was done."""
    changed = copy.deepcopy(whole)
    ways = [_edit, _remove, _forge]
    if len(whole["events"]) > 1:
        ways.append(_reorder)
    if whole["proofs"]:
        ways += [_make_anew, _change_proof]
    way = dice.choice(ways)
    way(dice, changed)
    assert changed != whole
    return way.__name__, changed


def _edit(dice: random.Random, changed: Ledger) -> None:
    event = dice.choice(changed["events"])
    name = dice.choice(sorted(event))
    if name == "data":
        event["data"][dice.choice(["text", "score", "new"])] = "دیگر"
    elif name == "words":
        event["words"] |= {dice.choice(["text", "new"]): "هرگز گفته نشد"}
    elif isinstance(event[name], int):
        event[name] += dice.choice([-1, 1])
    else:
        event[name] = _other(dice, event[name])


def _other(dice: random.Random, text: str) -> str:
    place = dice.randrange(len(text) + 1)
    letter = dice.choice([c for c in "0a1b" if c != text[place : place + 1]])
    return text[:place] + letter + text[place + 1 :]


def _remove(dice: random.Random, changed: Ledger) -> None:
    del changed["events"][dice.randrange(len(changed["events"]))]


def _reorder(dice: random.Random, changed: Ledger) -> None:
    events = changed["events"]
    first, second = dice.sample(range(len(events)), 2)
    events[first], events[second] = events[second], events[first]


def _forge(dice: random.Random, changed: Ledger) -> None:
    """Put in an event that was never there, itself well hashed."""
    event = copy.deepcopy(dice.choice(changed["events"]))
    event["data"] = {"text": "هرگز گفته نشد"}
    changed["events"].insert(dice.randint(0, len(changed["events"])), _hashed(event))


def _make_anew(dice: random.Random, changed: Ledger) -> None:
    """Change an event that a root covers, and make chain, head and proofs fit again."""
    covered = max(proof["number"] for proof in changed["proofs"])
    changed["events"][dice.randrange(covered)]["data"] = {"text": "دیگر"}
    previous = "0" * 64
    for event in changed["events"]:
        event["previous_hash"] = previous
        previous = _hashed(event)["hash"]
    changed["head"]["hash"] = previous
    for proof in changed["proofs"]:
        leaf = changed["events"][proof["number"] - 1]["hash"]
        proof |= {"position": 0, "leaves": 1, "path": [], "root": merkle.root([leaf])}


def _change_proof(dice: random.Random, changed: Ledger) -> None:
    proof = dice.choice(changed["proofs"])
    if dice.random() < 0.5:
        changed["proofs"].remove(proof)
    else:
        proof["root"] = dice.randbytes(32).hex()


def _hashed(event: Ledger) -> Ledger:
    covered = {name: value for name, value in event.items() if name not in ("hash", "words")}
    event["hash"] = digest(covered)
    return event
