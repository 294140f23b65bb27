"""Writes a report for the radar, in the transaction of the turn or case that it came with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from assistant.cases.filing import Origin
from assistant.cases.models import Case
from assistant.cases.terms import Indicator, Kind
from assistant.conversation.recording import Noted
from assistant.dialogue.reports import DOWN, Report
from assistant.guessing.tries import HERE
from assistant.insight.radar.models import RadarSignal, Source
from assistant.language.dates import TEHRAN
from assistant.storage.digests import Digests, Purpose


@dataclass(frozen=True)
class ReportRecorder:
    """Notes who reported what, once a person, day and service."""

    digests: Digests

    def of_turn(self, session: Session, noted: Noted) -> None:
        """Note what a turn reports, if it does."""
        if noted.report is not None:
            who = _who(noted.group, f"conversation {noted.conversation_id}")
            self._note(session, noted.report, noted.at, who, Source.TALK)

    def of_case(self, session: Session, case: Case, origin: Origin) -> None:
        """Note a complaint about a system or a telephone; its agency has to be known."""
        if case.kind != Kind.COMPLAINT or case.agency_id is None or case.indicator not in DOWN:
            return
        indicator = Indicator(case.indicator)
        report = Report(case.agency_id, indicator, case.service_id, case.province)
        own = f"conversation {case.conversation_id}" if case.conversation_id else f"case {case.id}"
        self._note(session, report, case.created_at, _who(origin.group, own), Source.CASE)

    def _note(
        self, session: Session, report: Report, at: datetime, who: str, source: Source
    ) -> None:
        day = at.astimezone(TEHRAN).date()
        key = self.digests.keyed(Purpose.REPORT, f"{day}\n{report.agency_id}\n{who}")
        values = {
            "at": at,
            "agency_id": report.agency_id,
            "indicator": report.indicator,
            "service_id": report.service_id or "",
            "province": report.province,
            "source": source,
            "person_key": key,
        }
        session.execute(_insert(session, source), values)


def _who(group: str, otherwise: str) -> str:
    """By address or chat; where none is known, by the conversation or the case itself."""
    return f"group {group}" if group not in {"", HERE.group} else otherwise


def _insert(session: Session, source: Source) -> Any:
    """A person counts once; who reported in a talk and files a case then counts as a case."""
    insert = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
    made: Any = insert[session.get_bind().dialect.name](RadarSignal)
    same = ["person_key", "indicator", "service_id"]
    if source is Source.CASE:
        return made.on_conflict_do_update(index_elements=same, set_={"source": Source.CASE})
    return made.on_conflict_do_nothing(index_elements=same)
