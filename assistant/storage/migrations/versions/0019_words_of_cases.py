"""words of cases"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from assistant.cases.search.words import words_of

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
_AT_ONCE = 500
_CASES = sa.table(
    "cases", *(sa.column(name) for name in ("id", "description", "formal_description"))
)


def upgrade() -> None:
    # The texts are in `cases`; here is only what finds them. Words come separated and unified, so
    # neither database has to know anything of Persian.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE case_words"
            " USING fts5(words, content='', detail='none', tokenize='ascii')"
        )
        _fill("INSERT INTO case_words (rowid, words) VALUES (:id, :words)")
        return
    op.execute(
        "CREATE TABLE case_words (case_id INTEGER NOT NULL"
        " CONSTRAINT pk_case_words PRIMARY KEY"
        " CONSTRAINT fk_case_words_case_id_cases REFERENCES cases (id), words TSVECTOR NOT NULL)"
    )
    _fill(
        "INSERT INTO case_words (case_id, words)"
        " VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')))"
    )
    op.execute("CREATE INDEX ix_case_words_words ON case_words USING gin (words)")


def _fill(statement: str) -> None:
    last = 0
    while rows := _after(last):
        op.get_bind().execute(sa.text(statement), rows)
        last = rows[-1]["id"]


def _after(last: int) -> list[dict[str, Any]]:
    query = sa.select(_CASES).where(_CASES.c.id > last).order_by(_CASES.c.id).limit(_AT_ONCE)
    return [
        {"id": row.id, "words": words_of(row.description, row.formal_description)}
        for row in op.get_bind().execute(query)
    ]


def downgrade() -> None:
    op.drop_table("case_words")
