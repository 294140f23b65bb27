"""Grouping in a process of its own, since it holds the interpreter for seconds.

`python -m assistant.insight.questions.process` reads arrays from standard input and writes labels.
"""

import asyncio
import io
import os
import sys
from collections.abc import Sequence

import numpy as np

from assistant.insight.questions.grouping import SMALLEST, Labels, grouped
from assistant.insight.questions.matching import Vectors
from knowledge.search.kept import words_as_array, words_of_array

_LESS_URGENT = 10
_THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class GroupingFailedError(RuntimeError):
    """The process ended without labels."""


async def grouped_apart(vectors: Vectors, asked_by: Sequence[str]) -> Labels:
    """`grouping.grouped` in another process, which gives way to all others and is ended with us.

    Too few rows for any group need no process. Raises `GroupingFailedError`.
    """
    if len(vectors) < SMALLEST:
        return grouped(vectors, asked_by)
    given = io.BytesIO()
    np.savez(given, vectors=vectors, asked_by=words_as_array(list(asked_by)))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**_needed(), **_THREADS},
    )
    try:
        out, _ = await process.communicate(given.getvalue())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise GroupingFailedError(f"status {process.returncode}")
    labels: Labels = np.load(io.BytesIO(out), allow_pickle=False)
    return labels


def _needed() -> dict[str, str]:
    """Variables by which Python finds its modules; no secret is among them."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}


def main() -> None:
    """Group what comes from standard input."""
    os.nice(_LESS_URGENT)
    with np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False) as given:
        vectors, asked_by = given["vectors"], words_of_array(given["asked_by"])
    made = io.BytesIO()
    # A pipe has no place to go back to, which numpy wants of a file.
    np.save(made, grouped(vectors, asked_by), allow_pickle=False)
    sys.stdout.buffer.write(made.getvalue())


if __name__ == "__main__":
    main()
