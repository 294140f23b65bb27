"""Our actions in rasa-sdk's own server, beside which `make bench` measures."""

import subprocess
import sys

from actions.registry import ACTIONS
from assistant.settings import PROJECT

_REGISTER = """
from rasa_sdk.executor import ActionExecutor
executor = ActionExecutor()
executor.register_package("bench.stock_actions")
print(len(executor.actions))
"""


def test_it_makes_every_action_by_itself() -> None:
    # In a process of its own: rasa-sdk registers whatever the process has imported.
    done = subprocess.run(
        [sys.executable, "-c", _REGISTER], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > len(ACTIONS)
