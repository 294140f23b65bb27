"""Reads catalogue files, and points at the file and line of whatever is wrong in one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]


class _Loader(_SafeLoader):
    """Leaves dates as they are written: a Jalali day may be none of YAML's own calendar."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in _SafeLoader.yaml_implicit_resolvers.items()
    }


Model = TypeVar("Model", bound=BaseModel)


class CatalogueError(ValueError):
    """One or more faults in the catalogue, each a line `file:line: what is wrong`."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def parsed(path: Path) -> Any:
    """The content of a YAML file, as it is written; libyaml reads it ten times as fast."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506, a safe one


def read(path: Path, model: type[Model]) -> Model:
    """Parse and validate one YAML file; raises `CatalogueError` with file and line."""
    text = path.read_text(encoding="utf-8")
    try:
        return model.model_validate(parsed(path))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError([f"{path}:{line}: {error.problem}"]) from error
    except ValidationError as error:
        faults = [f"{path}:{line_of(text, e['loc'])}: {e['msg']}" for e in error.errors()]
        raise CatalogueError(faults) from error


def place_in(path: Path, *location: int | str) -> str:
    """`file:line` of the deepest existing node along `location` in a YAML file."""
    return f"{path}:{line_of(path.read_text(encoding='utf-8'), location)}"


def line_of(text: str, location: Sequence[int | str]) -> int:
    """The 1-based line in YAML `text` of the deepest existing node along `location`."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
    for step in location:
        found = _child(node, step)
        if found is None:
            break
        node, line = found
    return line


def _child(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    return None
