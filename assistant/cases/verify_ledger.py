"""Checks a case's ledger: no event was edited, removed or moved. Needs only the standard library.

`python verify_ledger.py ledger.json [DAY=ROOT ...]`, where ledger.json is the answer of
GET /api/v1/cases/{tracking_code}/ledger. A root known from elsewhere also shows a chain made anew.
"""

import hashlib
import json
import sys
from typing import Any


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def faults(ledger: dict[str, Any], roots: dict[str, str] | None = None) -> list[str]:
    """What is wrong with `ledger`, as English sentences; `roots` are known roots by day."""
    found: list[str] = []
    previous, hashes = "0" * 64, {}
    for place, event in enumerate(ledger["events"], 1):
        covered = {name: value for name, value in event.items() if name != "hash"}
        text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        hashes[place] = _sha(text.encode())
        if hashes[place] != event["hash"]:
            found.append(f"event {place} was edited")
        if event["number"] != place or event["case"] != ledger["tracking_code"]:
            found.append(f"event {place} is not in its place")
        if event["previous_hash"] != previous:
            found.append(f"event {place} does not follow the one before")
        previous = event["hash"]
    if ledger["head"] != {"number": len(ledger["events"]), "hash": previous}:
        found.append("events are missing at the end")
    for proof in ledger["proofs"]:
        reached = _climb(hashes.get(proof["number"], ""), proof)
        if reached != proof["root"] or (roots or {}).get(proof["day"], reached) != reached:
            found.append(f"the root of {proof['day']} does not cover event {proof['number']}")
    missing = set(roots or {}) - {proof["day"] for proof in ledger["proofs"]}
    return found + [f"no proof for the root of {day}" for day in sorted(missing)]


def _climb(leaf: str, proof: dict[str, Any]) -> str:
    """The root that a proof leads to (RFC 9162, section 2.1.3.2)."""
    node, last = proof["position"], proof["leaves"] - 1
    reached = _sha(b"\x00" + bytes.fromhex(leaf))
    for sibling in proof["path"]:
        is_right = node % 2 == 1 or node == last
        first, second = (sibling, reached) if is_right else (reached, sibling)
        reached = _sha(b"\x01" + bytes.fromhex(first + second))
        while is_right and node % 2 == 0 and node:
            node, last = node // 2, last // 2
        node, last = node // 2, last // 2
    return reached if last == 0 else ""


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        wrong = faults(json.load(file), dict(pair.split("=", 1) for pair in sys.argv[2:]))
    print("\n".join(wrong) or "the ledger is whole")
    sys.exit(1 if wrong else 0)
