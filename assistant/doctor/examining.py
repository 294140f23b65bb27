"""Looks at all of an installation, and changes nothing."""

from collections.abc import Callable, Iterator

from assistant.doctor.database_checks import check_database
from assistant.doctor.diagnoses import Diagnosis, broken
from assistant.doctor.disk_checks import check_disk, check_index, check_model, read_ingredients
from assistant.doctor.service_checks import check_others
from assistant.doctor.settings_checks import check_settings
from assistant.loading import marks_for
from assistant.settings import Settings
from assistant.supervisor.rasa_model import fingerprint
from knowledge.files import CatalogueError


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Everything that is wrong, part by part; it blocks, for some seconds."""
    yield from _guarded("settings", lambda: check_settings(settings))
    yield from _guarded("disk", lambda: check_disk(settings))
    marks: dict[str, str] = {}
    try:
        made = read_ingredients(settings)
    except CatalogueError as error:
        yield broken("catalogue", f"it has {len(error.faults):,} faults", "`dastyar check`")
    else:
        if (settings.data_dir / "keys" / "internal_secret").exists() or _is_given(settings):
            marks = marks_for(settings, made.texts, made.encoder.fingerprint, fingerprint())
        yield from _guarded("index", lambda: check_index(settings, made))
    yield from _guarded("model", lambda: check_model(settings))
    yield from _guarded("database", lambda: check_database(settings, marks))
    yield from _guarded("others", lambda: check_others(settings))


def _is_given(settings: Settings) -> bool:
    """Whether the internal secret is there; the doctor makes none."""
    return bool(settings.internal_secret.get_secret_value())


def _guarded(part: str, check: Callable[[], Iterator[Diagnosis]]) -> Iterator[Diagnosis]:
    """A check that fails itself is a finding, and ends no other; of the fault only its kind."""
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - whatever is broken must not hide the rest
        yield broken(part, f"it could not be looked at ({type(error).__name__})", "see the docs")
