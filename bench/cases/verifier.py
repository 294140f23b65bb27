"""The standalone verifier: every tampering is found, and nothing in ledgers that are whole."""

import random
from collections import Counter
from collections.abc import AsyncIterator

from support.ledgers import ledger, roots_of, tampered

from assistant.cases.verify_ledger import faults
from bench.cases.options import CaseOptions
from bench.databases import BenchDatabases
from bench.rows import Row, exactly

PART = "verifier"


async def measured(options: CaseOptions, _: BenchDatabases) -> AsyncIterator[Row]:
    """As many whole ledgers as tampered ones."""
    dice, found, alarms = random.Random(options.seed), 0, 0
    ways = Counter[str]()
    for _number in range(options.ledgers):
        whole = ledger(dice)
        alarms += bool(faults(whole, roots_of(whole)))
        way, changed = tampered(dice, whole)
        ways[way.strip("_")] += 1
        found += bool(faults(changed, roots_of(whole)))
    yield exactly(PART, "", "tampered ledgers found", found, options.ledgers)
    yield exactly(PART, "", f"alarms in {options.ledgers:,} whole ledgers", alarms, 0)
    yield Row(PART, "", "ways of tampering: " + ", ".join(sorted(ways)), str(len(ways)))
