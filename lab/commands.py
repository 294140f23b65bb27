"""`dastyar train`: the commands that train what the assistant learns from data."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import get_settings

console = Console()
train = typer.Typer(no_args_is_help=True, help="Train what the assistant learns from data.")


def _training_step(component: str) -> None:
    console.print(f"training {component}")


@train.command("rasa")
def train_rasa() -> None:
    """Train the Rasa model, if what it is made of has changed."""
    from assistant.supervisor.rasa_model import ensure_model

    with console.status("Rasa model"):
        model = ensure_model(get_settings(), _training_step)
    console.print(f"model: {model.name}")


@train.command("encoder")
def train_encoder(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
) -> None:
    """Fine-tune the base encoder on questions with their services and export it as int8 ONNX."""
    from lab.train import train_encoder as run

    run(target, cache or get_settings().data_dir / "base", console)


@train.command("questions")
def train_questions() -> None:
    """Gather the needs told in talks, with their services, for the search."""
    from lab.train import train_questions as run

    run(console)


@train.command("acts")
def train_acts(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="A player whose talks are left out, for `referents`.")
    ] = None,
) -> None:
    """Fine-tune the base encoder on sentences and talks and export it as int8 ONNX."""
    from lab.train import train_acts as run

    run(target, cache or get_settings().data_dir / "base", set(without or ()), console)


@train.command("referents")
def train_referents(
    encoder: Annotated[
        list[str], typer.Option(help="FOLDER=PLAYER,…: an encoder that did not learn the players.")
    ],
) -> None:
    """Teach the ranker of referents from talks, each read by an encoder that has not seen it."""
    from lab.train import train_referents as run

    pairs = [one.partition("=") for one in encoder]
    run([(Path(folder), set(players.split(","))) for folder, _, players in pairs], console)


@train.command("follow-ups")
def train_follow_ups() -> None:
    """Teach the tagger of subjects, and the ranker further, behind a card; ten minutes."""
    from lab.train import train_follow_ups as run

    run(console)


@train.command("split")
def train_split() -> None:
    """Teach where each question of a message ends; under a minute."""
    from lab.train import train_split as run

    run(console)


@train.command("facts")
def train_facts(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="A writer whose questions are left out.")
    ] = None,
) -> None:
    """Fine-tune the base encoder on questions whose facts were marked, as int8 ONNX."""
    from lab.train import train_facts as run

    run(target, cache or get_settings().data_dir / "base", set(without or ()), console)


@train.command("edits")
def train_edits(
    target: Annotated[Path, typer.Option(help="Folder that gets the encoder.")],
    cache: Annotated[Path | None, typer.Option(help="Where the base wheel is kept.")] = None,
) -> None:
    """Fine-tune the base encoder on messages that change a text, as int8 ONNX."""
    from lab.train import train_edits as run

    run(target, cache or get_settings().data_dir / "base", console)


@train.command("asking")
def train_asking() -> None:
    """Teach which parts of a message amid a complaint ask about filing; two minutes."""
    from lab.train import train_asking as run

    run(console)


@train.command("matters")
def train_matters() -> None:
    """Teach where a message tells of another matter, for another office."""
    from lab.train import train_matters as run

    run(console)


@train.command("personal")
def train_personal() -> None:
    """Teach what is personal in a message: names, addresses, passwords, mistyped numbers."""
    from lab.train import train_personal as run

    run(console)


@train.command("needs")
def train_needs() -> None:
    """Fit how likely a message means a need that no service meets."""
    from lab.train import train_needs as run

    run(get_settings(), console)


@train.command("calibration")
def train_calibration() -> None:
    """Fit the thresholds of the search on held-out questions."""
    from lab.train import train_calibration as run

    run(get_settings(), console)
