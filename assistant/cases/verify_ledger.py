"""Checks a case's ledger: no event was edited, removed or moved. Needs only the standard library.

`python verify_ledger.py FILE [KNOWN …]`: FILE holds GET /api/v1/cases/{tracking_code}/ledger. KNOWN
was kept outside and shows a history made anew or cut off: `DAY=ROOT`, or a file with a receipt, a
tracking view or GET /api/v1/ledger/roots, signed by `--key HEX` (this alone needs cryptography).
"""

import argparse
import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
FIRST = "0" * 64
SUFFIX = "_commitment"
ANEW = "anew"  # In an event `redacted`: what fixes the words of each event before it instead.


def digest(told: Json, *beside: str) -> str:
    """SHA-256 of canonical JSON (sorted names, no spaces, UTF-8 unescaped), without `beside`."""
    told = {name: value for name, value in told.items() if name not in beside}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(salt: str, name: str, text: str) -> str:
    """Fixes `text`, so that words can be erased: nobody guesses them from it without the salt."""
    return hmac.digest(salt.encode(), f"{name}\n{text}".encode(), "sha256").hex()


def faults(ledger: Json, roots: dict[str, str] | None = None) -> list[str]:
    """What is wrong with `ledger`, as English sentences; `roots` are known roots by day."""
    found = list(_faults_of_events(ledger))
    hashes = {event["number"]: digest(event, "hash", "words") for event in ledger["events"]}
    for proof in ledger["proofs"]:
        reached = _climb(hashes.get(proof["number"], ""), proof)
        if reached != proof["root"] or (roots or {}).get(proof["day"], reached) != reached:
            found.append(f"the root of {proof['day']} does not cover event {proof['number']}")
    missing = set(roots or {}) - {proof["day"] for proof in ledger["proofs"]}
    return found + [f"no proof for the root of {day}" for day in sorted(missing)]


def _faults_of_events(ledger: Json) -> Iterator[str]:
    events, previous = ledger["events"], FIRST
    anew = [{}, *(one["data"].get(ANEW, {}) for one in events if one["type"] == "redacted")][-1]
    for place, event in enumerate(events, 1):
        if digest(event, "hash", "words") != event["hash"]:
            yield f"event {place} was edited"
        found = (event["case"], event["number"], event["previous_hash"])
        if found != (ledger["tracking_code"], place, previous):
            yield f"event {place} is not in its place"
        yield from _faults_of_words(event, anew.get(str(place), event["data"]), ledger.get("salt"))
        previous = event["hash"]
    if ledger["head"] != {"number": len(events), "hash": previous}:
        yield "events are missing at the end"


def _faults_of_words(event: Json, told: Json, salt: str | None) -> Iterator[str]:
    """Words that are not those of the event; once they are erased, the salt is gone with them."""
    said = event.get("words") or {}
    for name in sorted({"text", "reason", *said} if salt else said):
        shown = commitment(salt or "", name, said[name]) if name in said else None
        if told.get(f"{name}{SUFFIX}") != shown:
            yield f"the {name} of event {event['number']} is gone or another"


def _climb(leaf: str, proof: Json) -> str:
    """The root that a proof leads to (RFC 9162, section 2.1.3.2)."""
    node, last = proof["position"], proof["leaves"] - 1
    reached = hashlib.sha256(b"\x00" + bytes.fromhex(leaf)).hexdigest()
    for sibling in proof["path"]:
        while node and node == last and node % 2 == 0:  # It has no sibling at this height.
            node, last = node // 2, last // 2
        pair = sibling + reached if node % 2 else reached + sibling
        reached = hashlib.sha256(b"\x01" + bytes.fromhex(pair)).hexdigest()
        node, last = node // 2, last // 2
    return reached if last == 0 else ""


def faults_of_known(ledger: Json, known: Json, key: str = "") -> Iterator[str]:
    """Where `ledger` contradicts roots or a proof from outside; `key` checks their signatures."""
    proof, keys = known.get("proof") or {}, keys_after(key, known.get("handovers") or [])
    alone = [one for one in (known, proof.get("root") or {}) if "previous_hash" in one]
    for root in known.get("roots") or alone:
        signed = key and any(is_signed(one, root["hash"], root["signature"]) for one in keys)
        if digest(root, "hash", "signature") != root["hash"] or (key and not signed):
            yield f"the known root of {root['day']} was edited"
        if {one["root"] for one in ledger["proofs"] if one["day"] == root["day"]} - {root["root"]}:
            yield f"the root of {root['day']} is not the known one"
    if proof and proof["hash"] not in {event["hash"] for event in ledger["events"]}:
        yield f"event {proof['number']} is gone or another than the receipt tells"


def keys_after(key: str, handovers: list[Json]) -> set[str]:
    """`key`, and those that followed it or came before it by changes that both keys signed."""
    keys = {key}
    for one in [*handovers, *reversed(handovers)]:
        pair = {one["previous_key"]: one["signature"], one["public_key"]: one["own_signature"]}
        fixed = digest(one, "signature", "own_signature")
        if keys & set(pair) and all(is_signed(by, fixed, pair[by]) for by in pair):
            keys |= set(pair)
    return keys


def is_signed(key: str, hash_: str, signature: str) -> bool:
    """Whether `signature` is that of the Ed25519 key for a hash; all in hex."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        return public.verify(bytes.fromhex(signature), bytes.fromhex(hash_)) is None
    except (InvalidSignature, ValueError):
        return False


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("ledger", type=lambda name: json.loads(Path(name).read_text("utf-8")))
    parser.add_argument("known", nargs="*")
    parser.add_argument("--key", default="")
    asked = parser.parse_args()
    wrong = faults(asked.ledger, dict(one.split("=", 1) for one in asked.known if "=" in one))
    for path in (Path(one) for one in asked.known if "=" not in one):
        wrong += faults_of_known(asked.ledger, json.loads(path.read_text("utf-8")), asked.key)
    print("\n".join(wrong) or "the ledger is whole")
    raise SystemExit(1 if wrong else 0)
