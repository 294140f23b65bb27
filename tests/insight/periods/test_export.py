"""Signed figures: the same bytes each time, and no change goes unseen."""

import asyncio
import csv
import io
import json
import random
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.periods import new_month

from assistant.cases.moves import Move
from assistant.cases.signatures import Notary
from assistant.cases.terms import CLOCK, Actor, Role
from assistant.insight.periods import moves, verify_export
from assistant.insight.periods.closing import due, kept_export, recomputed
from assistant.insight.periods.reporting_period import OBJECTION, ReportingPeriod, State
from assistant.insight.periods.statement import export
from assistant.insight.periods.verify_export import faults
from assistant.storage.database import Database

PERIOD = ReportingPeriod.parse("1405-06")


SEASON = ("1405-S2", State.PROVISIONAL)
"""Shahrivar is the last month of summer, so both end at once."""


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A ledger that all tests begin with, made once, and the codes of its cases."""
    file = tmp_path_factory.mktemp("figures") / "once.sqlite3"
    month = asyncio.run(new_month(file))
    for number in range(14):
        month.case("abfa", Move.CONFIRMED if number % 3 else Move.DISPUTED)
    for _ in range(12):
        month.case("tavanir", Move.CONFIRMED)
    month.case("post", Move.CONFIRMED)
    month.seal()
    asyncio.run(month.database.close())
    return file, month


@pytest.fixture
def filled(once, tmp_path):
    file, month = once
    copy = tmp_path / "copy.sqlite3"
    shutil.copyfile(file, copy)
    database = Database(f"sqlite:///{copy}")
    yield replace(month, database=database, codes=list(month.codes))
    asyncio.run(database.close())


def close(month, at) -> list[tuple[str, State]]:
    def work(session):
        closings = list(due(session, month.statements, at))
        for one in closings:
            one.keep(session, at)
        return [(str(one.period), one.state) for one in closings]

    return month.do(work)


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def kept(month, period: str = "1405-06") -> bytes:
    return month.do(lambda s: kept_export(s, moves.standing(s, ReportingPeriod.parse(period))))


def test_an_export_holds_figures_with_their_interval_and_no_small_number(filled):
    assert close(filled, PERIOD.ripe_at) == [("1405-06", State.PROVISIONAL), SEASON]
    rows = json.loads(files_of(kept(filled))["figures.json"])["rows"]
    solved = {one["agency_id"]: one for one in rows if one["figure"] == "solved_first"}
    assert (solved["abfa"]["n"], solved["abfa"]["point"]) == (14, round(9 / 14, 6))
    assert solved["abfa"]["low"] < solved["abfa"]["point"] < solved["abfa"]["high"]
    assert solved["post"]["n"] is None
    assert solved["post"]["point"] is None
    assert not solved["abfa"]["may_pay"]


def test_a_whole_export_has_no_fault(filled):
    close(filled, PERIOD.ripe_at)
    files = files_of(kept(filled))
    root = json.loads(files["figures.json"])["ledger_root"]["hash"]
    assert not list(faults(files, filled.notary.public_key, root))
    assert list(faults(files, filled.notary.public_key, "0" * 64))
    assert list(faults(files, Notary(b"another").public_key))


def test_the_ledger_gives_the_same_bytes_for_ever(filled):
    close(filled, PERIOD.ripe_at)
    filled.now = PERIOD.ripe_at + timedelta(days=30)
    for _ in range(3):
        filled.case("abfa", Move.DISPUTED)
    filled.seal()
    assert filled.do(lambda s: recomputed(s, filled.statements, PERIOD))


def test_an_upheld_objection_leaves_its_cases_out_of_the_final_figures(filled):
    close(filled, PERIOD.ripe_at)
    at, code = PERIOD.ripe_at + timedelta(days=1), filled.codes[0]
    by = Actor(Role.AGENCY, "abfa")
    number = filled.do(
        lambda s: moves.object_to(
            s, PERIOD, "abfa", by=by, now=at, words="تکراری است", codes=[code]
        )
    ).id
    filled.do(
        lambda s: moves.decide(s, PERIOD, number, by=CLOCK, now=at, is_upheld=True, words="بله")
    )
    both = [("1405-06", State.FINAL), ("1405-S2", State.FINAL)]
    assert close(filled, PERIOD.ripe_at + OBJECTION) == both
    figures = json.loads(files_of(kept(filled))["figures.json"])
    solved = [
        r for r in figures["rows"] if (r["agency_id"], r["figure"]) == ("abfa", "solved_first")
    ]
    assert (figures["left_out"], solved[0]["n"]) == (1, 13)
    assert json.loads(files_of(kept(filled, "1405-S2"))["figures.json"])["left_out"] == 1
    assert filled.do(lambda s: recomputed(s, filled.statements, PERIOD))


def test_a_thousand_changes_of_an_export_are_found(filled):
    close(filled, PERIOD.ripe_at)
    whole, dice = files_of(kept(filled)), random.Random(128)
    for _ in range(1000):
        files = dict(whole)
        name = dice.choice(sorted(files))
        data = bytearray(files[name])
        place = dice.randrange(len(data))
        data[place] = (data[place] + dice.randrange(1, 256)) % 256
        files[name] = bytes(data)
        assert _is_found(files, filled.notary.public_key), (name, place)


def _is_found(files: dict[str, bytes], key: str) -> bool:
    try:
        return bool(list(faults(files, key)))
    except (ValueError, KeyError, csv.Error):
        return True


def test_figures_signed_anew_by_another_key_are_found(filled):
    close(filled, PERIOD.ripe_at)
    figures = json.loads(files_of(kept(filled))["figures.json"])
    figures["rows"][0]["agency"] = "دیگری"
    forged = export(figures, Notary(b"another")).files
    assert list(faults(dict(forged), filled.notary.public_key))


def test_the_verifier_runs_alone(filled, tmp_path):
    close(filled, PERIOD.ripe_at)
    file, script = tmp_path / "figures.zip", Path(verify_export.__file__)
    file.write_bytes(kept(filled))
    command = [sys.executable, "-I", str(script), str(file), "--key", filled.notary.public_key]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "the figures are whole")
    assert len(script.read_text("utf-8").splitlines()) <= 65
