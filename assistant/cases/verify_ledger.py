"""Checks a case's ledger: no event was edited, removed or moved. Needs only the standard library.

`python verify_ledger.py ledger.json [KNOWN …]`, where ledger.json is the answer of
GET /api/v1/cases/{tracking_code}/ledger. A KNOWN was kept outside and shows a history that was made
anew or cut off: `DAY=ROOT`, or a file with a receipt, a tracking view or GET /api/v1/ledger/roots.
`--key HEX` checks the signatures of these files; that alone needs the package cryptography.
"""

import argparse
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
FIRST = "0" * 64
SUFFIX = "_commitment"
SAID = ("text", "reason")  # The hash covers their commitments, so that words can be erased.
ANEW = "anew"  # In an event `redacted`: commitments to all words before it, under a new salt.


def canonical(value: Json) -> bytes:
    """Sorted names, no spaces, UTF-8 without escapes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def commitment(salt: str, name: str, text: str) -> str:
    """Fixes `text` without telling it: who has not the random salt cannot guess it from this."""
    return hmac.digest(salt.encode(), f"{name}\n{text}".encode(), "sha256").hex()


def newest_anew(events: Iterable[tuple[int, Json]]) -> tuple[int, Json]:
    """The newest event that fixes all words before it anew, and how; events by number and data."""
    told = {number: data[ANEW] for number, data in events if ANEW in data}
    return max(told, default=0), told[max(told)] if told else {}


def fixed(number: int, data: Json, anew: tuple[int, Json]) -> Json:
    """What fixes the words of an event: its own `data`, or what a later event told instead."""
    until, instead = anew
    told: Json = instead.get(str(number), {}) if number < until else data
    return told


def faults(ledger: Json, roots: dict[str, str] | None = None) -> list[str]:
    """What is wrong with `ledger`, as English sentences; `roots` are known roots by day."""
    found: list[str] = []
    previous, hashes = FIRST, {}
    redacted = (event for event in ledger["events"] if event["type"] == "redacted")
    anew = newest_anew((event["number"], event["data"]) for event in redacted)
    for place, event in enumerate(ledger["events"], 1):
        content = {name: value for name, value in event.items() if name not in ("hash", "words")}
        hashes[place] = sha(canonical(content))
        if hashes[place] != event["hash"]:
            found.append(f"event {place} was edited")
        if event["number"] != place or event["case"] != ledger["tracking_code"]:
            found.append(f"event {place} is not in its place")
        if event["previous_hash"] != previous:
            found.append(f"event {place} does not follow the one before")
        told = fixed(event["number"], event["data"], anew)
        found.extend(_faults_of_words(event, told, ledger.get("salt")))
        previous = event["hash"]
    if ledger["head"] != {"number": len(ledger["events"]), "hash": previous}:
        found.append("events are missing at the end")
    for proof in ledger["proofs"]:
        reached = _climb(hashes.get(proof["number"], ""), proof)
        if reached != proof["root"] or (roots or {}).get(proof["day"], reached) != reached:
            found.append(f"the root of {proof['day']} does not cover event {proof['number']}")
    missing = set(roots or {}) - {proof["day"] for proof in ledger["proofs"]}
    return found + [f"no proof for the root of {day}" for day in sorted(missing)]


def _faults_of_words(event: Json, told: Json, salt: str | None) -> Iterator[str]:
    """Words that are not those of the event; once they are erased, the salt is gone with them."""
    said = event.get("words") or {}
    for name in sorted({*SAID, *said} if salt else said):
        shown = commitment(salt or "", name, said[name]) if name in said else None
        if told.get(f"{name}{SUFFIX}") != shown:
            yield f"the {name} of event {event['number']} is gone or another"


def _climb(leaf: str, proof: Json) -> str:
    """The root that a proof leads to (RFC 9162, section 2.1.3.2)."""
    node, last = proof["position"], proof["leaves"] - 1
    reached = sha(b"\x00" + bytes.fromhex(leaf))
    for sibling in proof["path"]:
        is_right = node % 2 == 1 or node == last
        first, second = (sibling, reached) if is_right else (reached, sibling)
        reached = sha(b"\x01" + bytes.fromhex(first + second))
        while is_right and node % 2 == 0 and node:
            node, last = node // 2, last // 2
        node, last = node // 2, last // 2
    return reached if last == 0 else ""


def faults_of_known(ledger: Json, known: Json, key: str = "") -> list[str]:
    """Where `ledger` contradicts roots or a proof from outside; `key` checks their signatures."""
    proof, found = known.get("proof") or {}, list[str]()
    alone = [one for one in (known, proof.get("root")) if one and "previous_hash" in one]
    roots = known.get("roots") or alone
    for root in roots:
        content = {name: value for name, value in root.items() if name not in ("hash", "signature")}
        if sha(canonical(content)) != root["hash"] or (key and not _is_signed(key, root)):
            found.append(f"the known root of {root['day']} was edited")
    by_day = {root["day"]: root["root"] for root in roots}
    for shown in ledger["proofs"]:
        if by_day.get(shown["day"], shown["root"]) != shown["root"]:
            found.append(f"the root of {shown['day']} is not the known one")
    hashes = {event["number"]: event["hash"] for event in ledger["events"]}
    if proof and hashes.get(proof["number"]) != proof["hash"]:
        found.append(f"event {proof['number']} is gone or another than the receipt tells")
    return found


def _is_signed(key: str, root: Json) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(root["signature"]), bytes.fromhex(root["hash"]))
    except InvalidSignature:
        return False
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("ledger", type=Path)
    parser.add_argument("known", nargs="*")
    parser.add_argument("--key", default="")
    asked = parser.parse_args()
    shown = json.loads(asked.ledger.read_text("utf-8"))
    wrong = faults(shown, dict(one.split("=", 1) for one in asked.known if "=" in one))
    for path in (Path(one) for one in asked.known if "=" not in one):
        wrong += faults_of_known(shown, json.loads(path.read_text("utf-8")), asked.key)
    print("\n".join(wrong) or "the ledger is whole")
    raise SystemExit(1 if wrong else 0)
