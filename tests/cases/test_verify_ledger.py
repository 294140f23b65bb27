"""The standalone verifier finds every tampering and nothing in a ledger that is whole."""

import ast
import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger, roots_of, tampered

from assistant.cases import merkle, verify_ledger
from assistant.cases.verify_ledger import faults

SCRIPT = Path(verify_ledger.__file__)
LEDGERS = 1000


def test_a_thousand_whole_ledgers_are_whole() -> None:
    dice = random.Random(128)
    for _ in range(LEDGERS):
        whole = ledger(dice)
        assert faults(whole, roots_of(whole)) == []
        assert faults(json.loads(json.dumps(whole))) == []


def test_a_thousand_tamperings_are_found() -> None:
    dice, ways = random.Random(821), set[str]()
    for _ in range(LEDGERS):
        whole = ledger(dice)
        way, changed = tampered(dice, whole)
        ways.add(way)
        assert faults(changed, roots_of(whole)), f"{way} was not found: {changed}"
    assert len(ways) == 6, "not every way of tampering was tried"


def test_the_script_is_short_and_needs_cryptography_for_signatures_alone() -> None:
    source = SCRIPT.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 130
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == {"cryptography"}
    assert all(
        line.startswith("    ")
        for line in source.splitlines()
        if "cryptography" in line and "import" in line
    )


@pytest.mark.parametrize(("is_whole", "code"), [(True, 0), (False, 1)])
def test_it_runs_by_itself(tmp_path: Path, is_whole: bool, code: int) -> None:
    dice = random.Random(5)
    whole = ledger(dice)
    shown = whole if is_whole else tampered(dice, whole)[1]
    file = tmp_path / "ledger.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    roots = [f"{day}={root}" for day, root in roots_of(whole).items()]
    # Isolated, and far from the project: only the script itself is there.
    command = [sys.executable, "-I", str(SCRIPT), str(file), *roots]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stderr
    assert ("the ledger is whole" in run.stdout) == is_whole


@given(st.integers(1, 70), st.data())
def test_every_leaf_of_a_tree_can_be_proven(count: int, data: st.DataObject) -> None:
    leaves = [f"{number:064x}" for number in range(count)]
    position = data.draw(st.integers(0, count - 1))
    proof = {
        "day": "2026-11-24",
        "root": merkle.root(leaves),
        "number": 1,
        "position": position,
        "leaves": count,
        "path": merkle.path(leaves, position),
    }
    assert verify_ledger._climb(leaves[position], proof) == proof["root"]
    assert verify_ledger._climb(f"{count:064x}", proof) != proof["root"]


def test_the_tree_is_that_of_the_standard() -> None:
    """A leaf is hashed after a zero byte, two nodes after a one byte; the left tree is full."""
    leaves = [f"{number:064x}" for number in range(3)]
    first, second, third = (hashed(b"\x00", leaf) for leaf in leaves)
    assert merkle.root(leaves[:1]) == first
    assert merkle.root(leaves) == hashed(b"\x01", hashed(b"\x01", first, second), third)
    assert merkle.root([]) == hashlib.sha256().hexdigest()


def hashed(prefix: bytes, *parts: str) -> str:
    return hashlib.sha256(prefix + b"".join(map(bytes.fromhex, parts))).hexdigest()
