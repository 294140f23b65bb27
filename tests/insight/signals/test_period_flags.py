"""Flags in the signed export and in words, and where verdicts come from."""

import asyncio
import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from support.office_times import shipped
from support.periods import BEGIN, Month, new_month

from assistant.cases.moves import Move
from assistant.insight.periods import moves
from assistant.insight.periods.closing import due, kept_figures, recomputed
from assistant.insight.periods.reporting_period import ReportingPeriod, State
from assistant.insight.periods.statement import FORMAT, WITHOUT_FLAGS, export, without_flags
from assistant.insight.periods.verify_export import faults
from assistant.insight.signals.addresses import AddressDay, VerdictAddress, forget_judges, note
from assistant.insight.signals.counting import Signal
from assistant.insight.signals.flags import SIGNAL_WORDS, Flag, chance, told
from assistant.insight.signals.service import KEPT_S, Signals, flags_of

PERIOD = ReportingPeriod.parse("1405-06")
AGENCIES = 12


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory, catalogue):
    """Twelve agencies with ten cases each; one has its citizens judge beside the clerk."""
    made: Month = asyncio.run(new_month(tmp_path_factory.mktemp("signals") / "x.sqlite3"))
    agencies = ["abfa", *sorted(set(catalogue.agencies) - {"abfa"})[: AGENCIES - 1]]
    for number in range(10 * AGENCIES):
        agency = agencies[number % AGENCIES]
        made.case(agency, Move.CONFIRMED, judged=3 if agency == "abfa" else 60 * 24)
    made.seal()
    yield made
    asyncio.run(made.database.close())


def signals(flags) -> set[tuple[str, str]]:
    return {(flag.agency_id, flag.signal) for flag in flags}


def test_a_flag_is_signed_stays_and_is_the_one_that_the_desk_sees(month):
    wanted = ("abfa", Signal.JUDGED_AT_ONCE)
    live = month.do(lambda s: flags_of(s, moves.standing(s, PERIOD), shipped()))
    assert signals(live) == {wanted}

    def close(session):
        (first, *_) = due(session, month.statements, PERIOD.ripe_at)
        first.keep(session, PERIOD.ripe_at)
        return first.export

    made = month.do(close)
    assert not list(faults(dict(made.files), month.notary.public_key))
    known = month.do(lambda s: moves.standing(s, PERIOD))
    (kept,) = month.do(lambda s: kept_figures(s, known))["flags"]
    assert (kept["agency_id"], kept["signal"], kept["observed"], kept["n"]) == (*wanted, 10, 10)
    assert kept["p"] < 1e-6
    assert month.do(lambda s: recomputed(s, month.statements, PERIOD))
    assert signals(month.do(lambda s: flags_of(s, known, shipped()))) == {wanted}


def test_flags_are_worked_out_again_when_they_are_old(month):
    at, later = [0.0], ReportingPeriod.parse("1405-05")
    read = Signals(lambda: at[0]).read
    first = month.do(lambda s: read(s, moves.standing(s, later), shipped()))
    again = month.do(lambda s: read(s, moves.standing(s, later), shipped()))
    at[0] = KEPT_S
    anew = month.do(lambda s: read(s, moves.standing(s, later), shipped()))
    assert first == anew == []
    assert again is first
    assert anew is not first


def test_figures_of_before_there_were_flags_verify_and_are_computed_again(month):
    figures = month.do(lambda s: month.statements.figures(s, PERIOD, State.PROVISIONAL, ()))
    old, new = export(without_flags(figures), month.notary), export(figures, month.notary)
    formats = [json.loads(one.files["statement.json"])["statement"]["format"] for one in (old, new)]
    assert formats == [WITHOUT_FLAGS, FORMAT]
    assert not list(faults(dict(old.files), month.notary.public_key))
    again = month.do(
        lambda s: month.statements.export(s, PERIOD, State.PROVISIONAL, (), with_flags=False)
    )
    assert again.files == old.files


def test_an_address_that_judges_an_agency_again_is_counted_and_forgotten(month):
    digests, code = month.sealer.digests, month.codes[0::AGENCIES]
    post = month.codes[1]
    unnamed = month.case("abfa", Move.CONFIRMED, mobile=None)
    noted = [
        *((code[0], "192.0.2.1"), (code[1], "192.0.2.1"), (code[2], "192.0.2.1")),
        *((code[2], "192.0.2.1"), (code[3], "192.0.2.2"), (post, "192.0.2.1")),
        *((unnamed, "192.0.2.1"), (code[4], "")),
    ]

    def work(session):
        for one, address in noted:
            note(session, digests, one, address, BEGIN)
        days = session.scalars(select(AddressDay).order_by(AddressDay.agency_id)).all()
        return {
            day.agency_id: (day.month, day.known, day.repeated, day.repeated_good) for day in days
        }

    found = month.do(work)
    assert found.pop("abfa") == ("1405-06", 4, 2, 2)
    assert list(found.values()) == [("1405-06", 1, 0, 0)]
    assert month.do(lambda s: forget_judges(s, BEGIN)) == 0
    assert month.do(lambda s: forget_judges(s, BEGIN + timedelta(days=1))) == 5
    assert not month.do(lambda s: s.scalars(select(VerdictAddress)).all())


@pytest.mark.parametrize("signal", Signal)
def test_words_tell_what_was_seen_and_how_usual_it_is(signal):
    words = told(Flag("abfa", signal, 61, 100, 0.09, 1e-5))
    assert "۶۱٪" in words
    assert words.endswith(("؛ نزد دیگر دستگاه‌ها ۹٪.", "؛ در بقیهٔ همین دستگاه ۹٪."))
    assert "{" not in words + SIGNAL_WORDS[signal].name_fa
    assert "کمتر از یکی" in chance(Flag("abfa", signal, 61, 100, 0.09, 1e-5))
    assert "کمتر از ۱٪" in told(Flag("abfa", signal, 61, 100, 0.001, 1e-5))
