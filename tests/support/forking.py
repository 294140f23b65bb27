"""Loads what gateways know, then forks one for each line of its input and reports how it ended.

A line is a JSON object of settings; the answers are the process id and, once it is over, how the
process ended. `gateway_process.py` starts it.
"""

import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path

from assistant.app import create_app
from assistant.loading import Knowledge, load_knowledge
from assistant.server import server
from assistant.settings import Settings
from support.serving import private_settings


def main(listener: socket.socket) -> None:
    """Fork gateways that listen on `listener` until the input ends."""
    knowledge = load_knowledge(private_settings(Path()))
    # What is shared stays shared: no collection touches it.
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        values = json.loads(line)
        pid = os.fork()
        if pid == 0:
            serve(private_settings(Path(values.pop("data_dir")), **values), knowledge, listener)
            os._exit(0)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def serve(settings: Settings, knowledge: Knowledge, listener: socket.socket) -> None:
    """The gateway, with the options that `dastyar serve` gives it."""
    # Nothing but the answers above belongs on the standard output.
    log = os.open(settings.data_dir / "gateway.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server(create_app(settings, knowledge), settings).run(sockets=[listener])


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
