"""`dastyar doctor`: what is wrong, one a line, with what to do."""

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console

from assistant.doctor.diagnoses import Diagnosis, Weight, broken
from assistant.settings import Settings

console = Console(soft_wrap=True, highlight=False, markup=False)
_STYLE = {Weight.BROKEN: "red", Weight.WARNING: "yellow"}


def doctor() -> None:
    """Tell what is wrong with this installation, and what to do; nothing is changed."""
    try:
        settings = Settings()
    except (ValidationError, SettingsError) as error:
        for finding in _unreadable(error):
            _tell(finding)
        raise typer.Exit(1) from None
    from assistant.doctor.examining import examine

    weights = []
    for finding in examine(settings):
        _tell(finding)
        weights.append(finding.weight)
    told = ", ".join(f"{weights.count(weight)} {weight}" for weight in Weight)
    console.print("all is well" if not weights else told)
    if Weight.BROKEN in weights:
        raise typer.Exit(1)


def _tell(finding: Diagnosis) -> None:
    line = f"{finding.weight:8}{finding.part}: {finding.told}; {finding.mend}"
    console.print(line, style=_STYLE[finding.weight])


def _unreadable(error: ValidationError | SettingsError) -> list[Diagnosis]:
    """Which settings cannot be read. Their values are not shown: they may be secrets."""
    if isinstance(error, SettingsError):
        return [broken("settings", "a setting or the folder of secrets cannot be read", _LOOK)]
    names = ["__".join(str(part) for part in one["loc"]).upper() for one in error.errors()]
    return [broken("settings", f"DASTYAR_{name} is not as it must be", _LOOK) for name in names]


_LOOK = "see docs/settings.md"
