"""Checks of the disk: modes, room, keys beside data, backups, search index and Rasa's model."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from assistant.backup.manifest import BackupFault
from assistant.backup.places import check_data_place, newest_in
from assistant.doctor.diagnoses import Diagnosis, broken, warning
from assistant.loading import index_ingredients
from assistant.settings import PROJECT, Settings
from assistant.storage.availability import LOW_BYTES
from assistant.supervisor.file_modes import open_to_others
from assistant.supervisor.rasa_life import is_whole
from assistant.supervisor.rasa_model import model_path
from knowledge.catalogue import load
from knowledge.search.engine import Ingredients
from knowledge.search.index import IndexMismatchError, VectorStore
from knowledge.search.kept import KeptArrays
from knowledge.search.questions import ClassifierStore

_OLD = timedelta(days=1)
_MOST_TOLD = 5


def check_disk(settings: Settings) -> Iterator[Diagnosis]:
    """All of it; only names, modes and sizes are looked at, and the manifest of the last backup."""
    yield from _modes(settings)
    yield from _room(settings)
    yield from _backups(settings)


def _modes(settings: Settings) -> Iterator[Diagnosis]:
    folders = [settings.data_dir, settings.attachments_dir, settings.index_dir]
    folders += [one for one in (settings.secrets_dir, settings.backup_folder) if one]
    found = open_to_others(*folders)
    if (written := PROJECT / ".env").exists() and written.stat().st_mode & 0o077:
        found.append(written)
    # Closing a folder closes everything in it, so only the topmost paths are named.
    tops = [path for path in found if not set(path.parents) & set(found)]
    for path in tops[:_MOST_TOLD]:
        yield warning("modes", f"others of this machine can read {path}", f"chmod -R go= {path}")
    if len(tops) > _MOST_TOLD:
        yield warning(
            "modes",
            f"and {len(tops) - _MOST_TOLD:,} more files and folders",
            "`dastyar up` closes those of the data folder",
        )


def _room(settings: Settings) -> Iterator[Diagnosis]:
    folders = {"data folder": settings.data_dir, "files of cases": settings.attachments_dir}
    if settings.backup_folder:
        folders["backups"] = settings.backup_folder
    for name, folder in folders.items():
        if not folder.exists():
            if folder == settings.data_dir:
                yield broken("disk", f"the data folder {folder} is not there", "`dastyar migrate`")
            continue
        free = shutil.disk_usage(folder).free
        if free < LOW_BYTES:
            yield broken(
                "disk",
                f"{name}: {free / 2**20:,.0f} MB are free, less than {LOW_BYTES / 2**20:,.0f}",
                "make room, or move it to another disk",
            )


def _backups(settings: Settings) -> Iterator[Diagnosis]:
    place = settings.backup_folder
    if place is None:
        return
    try:
        check_data_place(place, settings)
    except BackupFault as error:
        yield broken("backups", str(error), "move one of them to another disk")
    newest = newest_in(place)
    if newest is None:
        yield warning("backups", f"there is none in {place}", "`dastyar backup data`, every day")
        return
    age = datetime.now(UTC) - newest.begun_at
    if age > _OLD:
        hours = age.total_seconds() / 3600
        yield warning(
            "backups",
            f"the newest is {hours:,.0f} hours old",
            "`dastyar backup data`; see why the daily one did not run",
        )


_INDEX = "`dastyar index` makes it anew"


def read_ingredients(settings: Settings) -> Ingredients:
    """The ingredients of the index; raises `CatalogueError`."""
    return index_ingredients(settings, load())


def check_index(settings: Settings, ingredients: Ingredients) -> Iterator[Diagnosis]:
    """Whether it is there, whole, and of today's texts; a start mends it, and takes minutes."""
    folder = settings.index_dir
    if not folder.is_dir():
        yield broken("index", f"there is none in {folder}", _INDEX)
        return
    for path in sorted(folder.rglob("*.npz")):
        manifest = path.with_suffix(".json")
        if path.stem == "vectors":
            manifest = path.with_name("manifest.json")
        if KeptArrays(path, manifest).about() is None:
            yield broken("index", f"{path.relative_to(folder)} is damaged", _INDEX)
    try:
        VectorStore(folder).load(ingredients.texts, ingredients.encoder)
    except KeyError:
        yield warning("index", "texts of the catalogue have changed since", _INDEX)
    except IndexMismatchError:
        yield broken("index", "it is damaged, or of another encoder", _INDEX)
    if not ClassifierStore(folder).has(ingredients.classifier_key):
        yield broken("index", "the classifier of questions is missing or of older data", _INDEX)


def check_model(settings: Settings) -> Iterator[Diagnosis]:
    """Whether today's model is there, whole; without it turns are answered by the search alone."""
    model, mend = model_path(settings), "`dastyar train rasa` trains it"
    if not model.exists():
        yield warning("model", f"{model.name} is missing: what it is made of has changed", mend)
    elif not is_whole(model):
        yield broken("model", f"{model.name} is damaged", f"remove it; {mend}")
