"""`dastyar up`: a process that imports little, since it lives as long as the assistant does."""

import asyncio
import os
import subprocess
import sys

from rich.console import Console

from assistant.exposure import ExposedError, check_exposure
from assistant.settings import get_settings
from assistant.supervisor.file_modes import made_private
from assistant.supervisor.rasa_model import TrainingError, ensure_model
from assistant.supervisor.up import StartError, run


def main() -> int:
    """Prepare in a process whose memory is given back, train if there is no model, and run."""
    os.umask(0o077)
    console, settings = Console(), get_settings()
    try:
        warnings = check_exposure(settings)
    except ExposedError as error:
        console.print(f"[red]{error}[/red]")
        return 1
    for warning in warnings:
        console.print(warning, style="yellow")
    for path in made_private(settings.data_dir, settings.attachments_dir, settings.index_dir):
        console.print(f"others could read {path}; now they cannot", style="yellow")
    prepare = [sys.executable, "-m", "assistant.cli", "prepare"]
    if code := subprocess.run(prepare, check=False).returncode:
        return code
    try:
        with console.status("Rasa model"):
            model = ensure_model(settings, lambda part: console.print(f"training {part}"))
        asyncio.run(run(settings, model, console))
    except (StartError, TrainingError) as error:
        console.print(f"[red]{error}[/red]")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
