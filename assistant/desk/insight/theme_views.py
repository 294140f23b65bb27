"""How themes are shown at the desk. Within a `Session`."""

from collections.abc import Sequence
from datetime import datetime

from persiantools.jdatetime import JalaliDate
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.desk.casework.schemas import Named
from assistant.desk.conversations import Viewer
from assistant.desk.insight.theme_schemas import (
    CheckOut,
    ReasonCount,
    ThemeOut,
    ThemesOut,
    ThemesQuery,
    WordsOut,
)
from assistant.desk.models import Account
from assistant.desk.roles import PERMISSIONS, Permission, Role
from assistant.dialogue.sentences import sentence
from assistant.insight.questions.board import (
    ThemeCounts,
    ThemeWords,
    WantedThemes,
    alone,
    wanted_themes,
)
from assistant.insight.questions.reasons import KIND_FA, REASON_FA, Kind
from assistant.insight.questions.themes import (
    GOES_ON,
    STATE_FA,
    Theme,
    ThemeState,
    grouped_at,
    is_grouping,
)
from assistant.language.dates import TEHRAN, jalali_brief, jalali_day
from assistant.language.digits import persian_digits
from knowledge.catalogue import Catalogue


def scope_of(viewer: Viewer) -> str | None:
    """The agency whose rows alone the viewer sees; None for all."""
    return (viewer.account.agency_id or "-") if viewer.account.role == Role.CLERK else None


def board_out(
    session: Session, viewer: Viewer, catalogue: Catalogue, wanted: ThemesQuery
) -> ThemesOut:
    """The board as the viewer sees it."""
    owner, scope = (viewer.account.id if wanted.mine else None), scope_of(viewer)
    found = wanted_themes(session, WantedThemes(wanted.kind, wanted.ended, owner, scope))
    names = names_of(session)
    last = grouped_at(session)
    return ThemesOut(
        themes=[theme_out(one, counts, catalogue, names, viewer.at) for one, counts in found],
        alone=0 if scope else alone(session),
        grouped_at_fa=jalali_brief(last, viewer.at) if last else None,
        is_grouping=is_grouping(session, viewer.at),
        owners=owners(session) if viewer.may(Permission.KEEP_THEMES) else [],
    )


def theme_out(
    theme: Theme, counts: ThemeCounts, catalogue: Catalogue, names: dict[str, str], at: datetime
) -> ThemeOut:
    """One theme with the details of its rows that may be shown."""
    entry = catalogue.by_id.get(theme.service_id or "")
    owner = theme.owner_id and Named(id=theme.owner_id, title=names.get(theme.owner_id, "؟"))
    kind, state = Kind(theme.kind), ThemeState(theme.state)
    return ThemeOut(
        id=theme.id,
        kind=kind,
        kind_fa=KIND_FA[kind],
        state=state,
        state_fa=STATE_FA[state],
        title=theme.title,
        proposal=counts.typical,
        people=counts.people if counts.is_shown else None,
        rows=counts.rows,
        reasons=_reasons(counts),
        agency_name=_agency(counts, catalogue),
        latest_fa=jalali_day(counts.latest) if counts.latest else None,
        owner=owner or None,
        due_fa=_day_fa(theme) if theme.due_on else None,
        is_overdue=is_overdue(theme, at),
        service=Named(id=entry.service.id, title=entry.service.title) if entry else None,
        reason=theme.reason,
        asked_since=counts.since_end,
        merged_into=theme.merged_into,
        checked=_checked(theme, at),
    )


def words_out(words: Sequence[ThemeWords], catalogue: Catalogue) -> list[WordsOut]:
    """Masked words with their subject."""
    return [_words_out(one, catalogue) for one in words]


def is_overdue(theme: Theme, at: datetime) -> bool:
    """Whether it goes on after the day by which it should have been done."""
    if theme.due_on is None or theme.state not in GOES_ON:
        return False
    return theme.due_on < at.astimezone(TEHRAN).date()


def owners(session: Session) -> list[Named]:
    """Everybody who may take a theme in hand."""
    roles = [role for role, may in PERMISSIONS.items() if Permission.KEEP_THEMES in may]
    query = select(Account).where(
        Account.role.in_(roles), Account.disabled_at.is_(None), Account.password_hash.is_not(None)
    )
    found = session.scalars(query.order_by(Account.name, Account.id))
    return [Named(id=account.id, title=account.name) for account in found]


def names_of(session: Session) -> dict[str, str]:
    """Names of accounts by id."""
    return dict(session.execute(select(Account.id, Account.name)).all())


def _reasons(counts: ThemeCounts) -> list[ReasonCount]:
    if not counts.is_shown:
        return []
    each = counts.reasons.most_common()
    return [ReasonCount(title_fa=REASON_FA[reason], count=count) for reason, count in each]


def _agency(counts: ThemeCounts, catalogue: Catalogue) -> str | None:
    """The agency of most rows."""
    for id_, _ in counts.agencies.most_common(1):
        agency = catalogue.agencies.get(id_)
        return agency.name if agency else None
    return None


def _day_fa(theme: Theme) -> str:
    day = JalaliDate(theme.due_on)
    words: str = day.strftime(f"%A {day.day} %B %Y", locale="fa")
    return persian_digits(words)


def _checked(theme: Theme, at: datetime) -> CheckOut | None:
    if theme.checked_at is None:
        return None
    when = jalali_brief(theme.checked_at, at)
    return CheckOut(at_fa=when, asked=theme.checked or 0, answered=theme.answered or 0)


def _words_out(one: ThemeWords, catalogue: Catalogue) -> WordsOut:
    entry = catalogue.by_id.get(one.service_id or "")
    return WordsOut(
        text=one.text,
        times=one.times,
        reason_fa=REASON_FA[one.reason] if one.reason else None,
        aspect_fa=sentence(f"aspects.{one.aspect}") if one.aspect else None,
        service_title=entry.service.title if entry else None,
    )
