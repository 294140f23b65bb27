"""ready answers as rows; the record by cases; why a job was dropped, and why a closure was called off"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_SHARED = (
    (
        "greeting",
        "سلام و معرفی",
        "سلام، وقتتان بخیر. نوشته‌هایتان را خواندم و همین حالا پیگیری می‌کنم.",
    ),
    (
        "wait",
        "چند لحظه صبر",
        "چند لحظه صبر کنید تا بررسی کنم؛ همین‌جا پاسخ می‌دهم.",
    ),
    (
        "which_office",
        "کدام اداره و شهر",
        "لطفاً بفرمایید به کدام اداره و در کدام شهر رفته‌اید.",
    ),
    (
        "when",
        "چه زمانی",
        "لطفاً بفرمایید این اتفاق چه روزی و حدود چه ساعتی بود.",
    ),
    (
        "no_secrets",
        "رمز و کد پیامکی نفرستید",
        "لطفاً رمز بانکی و کد پیامکی را اینجا ننویسید؛ ما هرگز آن‌ها را نمی‌پرسیم.",
    ),
    (
        "file_case",
        "پیشنهاد ثبت شکایت",
        "اگر بخواهید می‌توانید همین‌جا شکایت ثبت کنید و با کد رهگیری پیگیر آن باشید. "
        "پس از این گفت‌وگو بنویسید «شکایت دارم».",
    ),
    (
        "unknown",
        "پاسخ را نمی‌دانم",
        "پاسخ مطمئنی برای این پرسش ندارم و نمی‌خواهم حدس بزنم. بهتر است از خود دستگاه بپرسید.",
    ),
    (
        "anything_else",
        "پرسش دیگر",
        "پرسش دیگری هست که بتوانم کمک کنم؟",
    ),
    (
        "goodbye",
        "پایان گفت‌وگو",
        "از اینکه با ما در تماس بودید سپاسگزارم. روز خوبی داشته باشید.",
    ),
)
"""Those that all had until now."""


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "ready_answers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=True),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("retired_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["accounts.id"], name=op.f("fk_ready_answers_owner_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["accounts.id"], name=op.f("fk_ready_answers_changed_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answers")),
    )
    op.create_index(op.f("ix_ready_answers_owner_id"), "ready_answers", ["owner_id"])
    _keep_shared()
    for table, name in (("jobs", "drop_reason"), ("closures", "withdrawn_reason")):
        op.add_column(table, sa.Column(name, sa.String(length=500), nullable=True))
    _find_record_by_case()


def downgrade() -> None:
    op.drop_index("ix_desk_audit_case", "desk_audit")
    op.drop_column("desk_audit", "tracking_code")
    op.drop_column("closures", "withdrawn_reason")
    op.drop_column("jobs", "drop_reason")
    op.drop_table("ready_answers")


def _find_record_by_case() -> None:
    """SQLite works such a column out when it is read, PostgreSQL when it is written."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    case = "json_extract(data, '$.case')" if is_sqlite else "(data ->> 'case'::text)"
    made = sa.Computed(case, persisted=None if is_sqlite else True)
    op.add_column("desk_audit", sa.Column("tracking_code", sa.Text(), made, nullable=True))
    op.create_index("ix_desk_audit_case", "desk_audit", ["tracking_code", "id"])


def _keep_shared() -> None:
    now, moment = datetime.now(UTC), sa.DateTime(timezone=True)
    version = sa.column("version", sa.Integer())
    texts = [sa.column(name, sa.String()) for name in ("id", "title", "text")]
    moments = [sa.column(name, moment) for name in ("changed_at", "created_at")]
    table = sa.table("ready_answers", version, *texts, *moments)
    rows = [dict(zip(("id", "title", "text"), one, strict=True)) for one in _SHARED]
    same = {"version": 1, "changed_at": now, "created_at": now}
    op.bulk_insert(table, [row | same for row in rows])
