"""Alembic's environment: runs the migrations on the connection that `migrate` gives it."""

from typing import Any, Literal

from alembic import context

import assistant.cases.attachments.store
import assistant.cases.closures
import assistant.cases.models
import assistant.cases.outages
import assistant.cases.lost_pins
import assistant.channels.messengers.chats
import assistant.citizens.sessions
import assistant.demo.models
import assistant.desk.models
import assistant.insight.facts.models
import assistant.insight.periods.reporting_period
import assistant.insight.radar.models
import assistant.conversation.models
import assistant.insight.questions.themes
import assistant.insight.ratings.prompts
import assistant.insight.signals.addresses
import assistant.keys.api_keys
import assistant.sms.accounts
import assistant.storage.jobs.queue
import assistant.storage.key_marks
import assistant.storage.siblings  # noqa: F401
from assistant.storage.database import Base, UtcDateTime
from assistant.storage.migrate import is_modelled


def render_item(type_: str, item: Any, _: Any) -> str | Literal[False]:
    """Migrations name plain SQLAlchemy types, so that they outlive our own."""
    is_ours = type_ == "type" and isinstance(item, UtcDateTime)
    return "sa.DateTime(timezone=True)" if is_ours else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
    include_name=is_modelled,
)
with context.begin_transaction():
    context.run_migrations()
