"""What is made of the project's data: the search index and Rasa's model."""

from collections.abc import Iterator

from assistant.doctor.findings import Finding, broken, warning
from assistant.runtime import index_ingredients
from assistant.settings import Settings
from assistant.supervisor.rasa_life import is_whole
from assistant.supervisor.rasa_model import model_path
from knowledge.catalogue import load
from knowledge.search.engine import Ingredients
from knowledge.search.index import IndexMismatchError, VectorStore
from knowledge.search.kept import KeptArrays
from knowledge.search.questions import ClassifierStore

_INDEX = "`dastyar index` makes it anew"


def read_ingredients(settings: Settings) -> Ingredients:
    """What the index is made of; raises `CatalogueError`."""
    return index_ingredients(settings, load())


def check_index(settings: Settings, ingredients: Ingredients) -> Iterator[Finding]:
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


def check_model(settings: Settings) -> Iterator[Finding]:
    """Whether today's model is there, whole; without it turns are answered by the search alone."""
    model, mend = model_path(settings), "`dastyar train rasa` trains it"
    if not model.exists():
        yield warning("model", f"{model.name} is missing: what it is made of has changed", mend)
    elif not is_whole(model):
        yield broken("model", f"{model.name} is damaged", f"remove it; {mend}")
