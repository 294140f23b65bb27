"""Runs a script on a machine whose clock is wrong: `skewed.py SECONDS SCRIPT ARGUMENTS…`.

What the program reads from the machine's wall clock is that many seconds ahead; time since boot
is right, as it is on such a machine.
"""

import datetime
import runpy
import sys
import time
from unittest.mock import patch

_seconds = float(sys.argv[1])
_right, _right_time = datetime.datetime, time.time


class _Skewed(_right):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return _right.now(tz) + datetime.timedelta(seconds=_seconds)


if __name__ == "__main__":
    sys.argv = sys.argv[2:]
    ahead = patch("time.time", lambda: _right_time() + _seconds)
    with patch("datetime.datetime", _Skewed), ahead:
        runpy.run_path(sys.argv[0], run_name="__main__")
