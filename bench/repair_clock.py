"""Times the repair of texts in this process; `bench.repair` runs it, also in other checkouts.

Standard input has `{"texts", "spelling"}`, standard output gets `{"ms", "steps"}`: CPU time of
each text in milliseconds, and of each step over all of them.
"""

import json
import sys
import time
from collections import Counter
from typing import Any

from assistant.language.repair import STEPS, repair, warm_up

_MOST_PASSES = 8


def _milliseconds(texts: list[str], spelling: bool) -> list[float]:
    """Each text is seen for the first time, as by a process that has just started."""
    found: list[float] = []
    for text in texts:
        start = time.thread_time()
        repair(text, spelling=spelling)
        found.append((time.thread_time() - start) * 1000)
    return found


def _step_times(texts: list[str], spelling: bool) -> Counter[str]:
    """What each step takes while the steps run until they change nothing; words are known now."""
    steps = [step for step in STEPS if spelling or step.name != "spelling"]
    times: Counter[str] = Counter({step.name: 0.0 for step in steps})
    for text in texts:
        after = text
        for _ in range(_MOST_PASSES):
            before = after
            for step in steps:
                start = time.thread_time()
                after = step.run(after)
                times[step.name] += time.thread_time() - start
            if after == before:
                break
    return times


def main() -> None:
    """Read the order, warm up, measure, write the figures."""
    order: dict[str, Any] = json.load(sys.stdin)
    warm_up()
    arguments = order["texts"], order["spelling"]
    json.dump({"ms": _milliseconds(*arguments), "steps": _step_times(*arguments)}, sys.stdout)


if __name__ == "__main__":
    main()
