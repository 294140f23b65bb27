"""Fills a demo's database. Accounts and cases come in one transaction, which also marks it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from assistant.cases.clock import fire_due
from assistant.cases.filing import Origin, file
from assistant.cases.models import Case
from assistant.cases.signatures import Notary
from assistant.cases.terms import Actor
from assistant.cases.terms import Role as CaseRole
from assistant.cases.transitions import Door
from assistant.conversation.messages import Message
from assistant.conversation.models import Conversation
from assistant.demo.accounts import add_people
from assistant.demo.half_year.fill import (
    DemoMeans,
    HalfYearSize,
    count_figures,
    fill,
    freeze_figures,
)
from assistant.demo.half_year.talks import NOBODYS
from assistant.demo.models import DemoAccount
from assistant.demo.stories import CaseStory, StoryStep, stories
from assistant.desk.models import Account
from assistant.desk.roles import Role
from assistant.runtime import Runtime
from assistant.storage.jobs.queue import Job

_TICK = timedelta(hours=1)


class NotADemoError(ValueError):
    """The database holds something that no demo has put there."""


@dataclass
class _Telling:
    """A case whose story is under way: the next step, and when it is due."""

    story: CaseStory
    at: datetime
    case_id: int | None = None
    told: int = 0

    @property
    def next_step(self) -> StoryStep | None:
        return self.story.steps[self.told] if self.told < len(self.story.steps) else None


def means_of(running: Runtime) -> DemoMeans:
    """What is used of the running assistant; facts are written once, and not for every move."""
    door, notary = Door(running.sealer, running.times), Notary(running.settings.signing_key)
    return DemoMeans(door, running.times.filed, running.catalogue, notary)


def seed_records(
    session: Session, means: DemoMeans, at: datetime, wanted: HalfYearSize | None = None
) -> bool:
    """Make accounts and cases; False when this database has been seeded before.

    With `wanted` half a year lies before the stories.

    Raises `NotADemoError` for a database with anything in it.
    """
    if session.scalar(select(func.count()).select_from(DemoAccount)):
        return False
    if any(
        session.scalar(select(func.count()).select_from(t)) for t in (Account, Case, Conversation)
    ):
        raise NotADemoError
    add_people(session, means.door.sealer, at)
    if wanted:
        fill(session, means, wanted, at, _operator(session))
    _live(session, means.door, at)
    count_figures(session, means)
    if wanted:
        freeze_figures(session, means, at)
    # Nobody outside is to hear of these cases: neither a system above nor a citizen.
    session.execute(delete(Job))
    return True


def _operator(session: Session) -> Actor:
    """Who does at the desk what is done there."""
    query = select(Account.id).where(Account.role == Role.OPERATOR)
    return Actor(CaseRole.OPERATOR, session.scalars(query).one())


def _live(session: Session, door: Door, until: datetime) -> None:
    """Let all cases happen in the order of time, hour by hour, with what the clock does."""
    telling = [_Telling(story, until - timedelta(days=story.ago)) for story in stories().cases]
    moment = min(one.at for one in telling)
    while moment <= until:
        for one in telling:
            while one.at <= moment and _tell(session, door, one):
                pass
        while fire_due(session, door, moment):
            pass
        moment += _TICK
    for one in telling:
        while one.at <= until and _tell(session, door, one):
            pass


def _tell(session: Session, door: Door, one: _Telling) -> bool:
    """Play the next part of a story; False when there is none left."""
    if one.case_id is None:
        one.case_id = file(session, door, one.story.marked, Origin(), one.at).id
    elif step := one.next_step:
        case = session.get_one(Case, one.case_id)
        door.move(session, case, step.step(case.agency_id), one.at)
        one.told += 1
    else:
        return False
    following = one.next_step
    one.at += timedelta(hours=following.after if following else 0)
    return following is not None


async def seed_conversations(running: Runtime) -> int:
    """Let citizens write what they wrote and ask for a human; how many are new."""
    own = Conversation.token_hash != NOBODYS
    count = select(func.count()).select_from(Conversation).where(own)
    done = await running.database.run(lambda session: session.scalar(count)) or 0
    missing = stories().conversations[done:]
    for texts in missing:
        new = await running.store.create()
        for text in texts:
            await running.turns.answer(new.id, Message(text=text))
        await running.turns.ask_for_human(new.id)
    return len(missing)
