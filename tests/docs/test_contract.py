"""The types of widget and console are those of the HTTP interface, which keeps its own rules."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from assistant.app import create_app, description
from assistant.settings import PROJECT, Settings

TYPES = PROJECT / "contract" / "api.d.ts"


def _answering() -> list[APIRoute]:
    """Every endpoint whose answer has a shape."""
    routers = [getattr(part, "original_router", None) for part in create_app(Settings()).routes]
    found = [route for router in routers if router for route in router.routes]
    return [one for one in found if isinstance(one, APIRoute) and one.response_model is not None]


ANSWERING = _answering()
assert len(ANSWERING) > 100, "the endpoints are found elsewhere now"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _fields(schema: Any) -> Iterator[tuple[str, bool, bool]]:
    """Each field of all shapes in `schema`: its name, whether it must be there, and may be null."""
    if isinstance(schema, list):
        for part in schema:
            yield from _fields(part)
    elif isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            may_be_null = {"type": "null"} in field.get("anyOf", [])
            yield name, name in schema.get("required", []), may_be_null
        for part in schema.values():
            yield from _fields(part)


def test_the_types_are_made_from_the_interface_as_it_is() -> None:
    _, described, made, body = TYPES.read_text(encoding="utf-8").split("\n", 3)
    assert described == f"// description {_hash(description())}", "stale: run make contract"
    assert made == f"// types {_hash(body)}", "changed by hand: run make contract"


@pytest.mark.parametrize("route", ANSWERING, ids=lambda route: f"{route.name} {route.path}")
def test_what_is_not_known_is_absent_and_never_null(route: APIRoute) -> None:
    """By this rule the types say of a field that may be absent that it is not null."""
    schema = TypeAdapter(route.response_model).json_schema(mode="serialization")
    for name, must_be_there, may_be_null in _fields(schema):
        if may_be_null:
            assert route.response_model_exclude_none, f"{name} would be null"
            assert not must_be_there, f"{name} is said to be there always, and is not"
