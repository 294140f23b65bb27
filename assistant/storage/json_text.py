"""Text out of a JSON column, by which a generated column is made, on both databases."""

from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles


class JsonText(ColumnElement[str]):
    """What stands under `name` in the JSON of `column`; nothing where there is nothing."""

    inherit_cache = False

    def __init__(self, column: str, name: str) -> None:
        self.column, self.name, self.type = column, name, Text()


# Written as each database tells it again, so that migrations can be compared with the models.
@compiles(JsonText, "sqlite")
def _in_sqlite(element: JsonText, _compiler: Any, **_options: Any) -> str:
    return f"json_extract({element.column}, '$.{element.name}')"


@compiles(JsonText, "postgresql")
def _in_postgresql(element: JsonText, _compiler: Any, **_options: Any) -> str:
    return f"({element.column} ->> '{element.name}'::text)"
