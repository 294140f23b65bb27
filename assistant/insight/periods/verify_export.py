"""Checks exported figures: nothing was changed after the signature. Needs only `cryptography`.

`python verify_export.py figures-1405-06.zip --key HEX [--root HASH]`: HEX is the installation's
public key and HASH a daily root kept from outside, both as GET /api/v1/ledger/roots gives them.
"""

import argparse
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

STATEMENT, JSON_FILE, CSV_FILE = "statement.json", "figures.json", "figures.csv"
SAME = ("period", "state", "method_version", "as_of", "ledger_root")
MOST_BYTES = 64 * 2**20


def faults(files: dict[str, bytes], key: str, root: str = "") -> Iterator[str]:
    """What is wrong with an export, as English sentences; `key` and `root` are in hex."""
    if set(files) != {STATEMENT, JSON_FILE, CSV_FILE}:
        yield "the export has other files than it should have"
        return
    signed = json.loads(files[STATEMENT])
    statement, signature = signed["statement"], signed["signature"]
    told = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), hashlib.sha256(told).digest())
        if bytes.fromhex(signature).hex() != signature:
            yield "the signature is written otherwise than it was"
    except (InvalidSignature, ValueError):
        yield "the statement is not signed by this key"
    for name in (JSON_FILE, CSV_FILE):
        if hashlib.sha256(files[name]).hexdigest() != statement["files"].get(name):
            yield f"{name} was changed"
    figures = json.loads(files[JSON_FILE])
    if any(figures[name] != statement[name] for name in SAME):
        yield "the figures are of another statement"
    rows = list(csv.DictReader(io.StringIO(files[CSV_FILE].decode("utf-8-sig"), newline="")))
    if rows != [
        {k: "" if v is None else str(v) for k, v in row.items()} for row in figures["rows"]
    ]:
        yield "the two files tell different figures"
    if root not in {"", (statement["ledger_root"] or {}).get("hash")}:
        yield "the figures stand on another ledger root"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("export")
    parser.add_argument("--key", required=True)
    parser.add_argument("--root", default="")
    asked = parser.parse_args()
    with zipfile.ZipFile(asked.export) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
            raise SystemExit("the export is larger than any that Dastyar makes")
        members = {one.filename: archive.read(one) for one in archive.infolist()}
    wrong = list(faults(members, asked.key, asked.root))
    print("\n".join(wrong) or "the figures are whole")
    raise SystemExit(1 if wrong else 0)
