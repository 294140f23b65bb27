"""The programs that the supervisor starts: Rasa, the gateway, and what prepares them."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.loopback import own_servers_in
from assistant.settings import PROJECT, Settings
from assistant.supervisor.processes import Child
from assistant.supervisor.rasa_model import QUIET, rasa_command, rasa_environment

LEAVING_S = 20.0
"""What a gateway may take to end its lines, its turns and its jobs, beyond its notice."""


def rasa_child(settings: Settings, model: Path, url: str | None = None) -> Child:
    """The Rasa server on loopback at the port of `url`, which is the first if none is given."""
    first = own_servers_in(settings.rasa_url)[0]
    port = urlsplit(url or first).port or 5005
    endpoints = write_endpoints(settings)
    command = [rasa_command(), "run", "--model", str(model), "--endpoints", str(endpoints)]
    # No --auth-token: it guards only Rasa's HTTP API, which stays off, and everyone on this machine
    # could read it. The secret goes by a file, and our channel asks for it.
    command += ["-i", "127.0.0.1", "-p", str(port), "--credentials"]
    command += ["credentials.yml"]
    name = "rasa" if url in {None, first} else f"rasa-{port}"
    log = settings.data_dir / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return Child(name, command, rasa_environment(settings), PROJECT, log)


def gateway_child(settings: Settings) -> Child:
    """The gateway, with its output in a log of its own."""
    child = _own_child(settings, "gateway", "serve")
    child.grace_s = settings.leave_notice_s + LEAVING_S
    return child


def training_child(settings: Settings) -> Child:
    """Training in a process of its own, so that it can be stopped and its memory comes back."""
    return _own_child(settings, "training", "train", "rasa")


def _own_child(settings: Settings, name: str, *command: str) -> Child:
    log = settings.data_dir / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    program = [sys.executable, "-m", "assistant.cli", *command]
    return Child(name, program, gateway_environment(settings), PROJECT, log)


def gateway_environment(settings: Settings) -> dict[str, str]:
    """Our settings for a child of ours; secrets stay in the files or variables they came from."""
    fields = type(settings).model_fields.items()
    secrets = {name for name, field in fields if field.annotation is SecretStr} | {
        "messengers",
        "oidc",
    }
    given = settings.model_dump(mode="json", exclude=secrets)
    return (
        os.environ
        | QUIET
        | {"PYTHONPATH": str(PROJECT)}
        | {
            f"DASTYAR_{name.upper()}": str(value)
            for name, value in given.items()
            if value is not None
        }
    )


def write_endpoints(settings: Settings) -> Path:
    """Rasa's endpoints with the gateway's port; the repository's file has the default one."""
    text = (PROJECT / "endpoints.yml").read_text()
    path = settings.data_dir / "rasa" / "endpoints.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("127.0.0.1:8000", f"127.0.0.1:{settings.port}"))
    return path
