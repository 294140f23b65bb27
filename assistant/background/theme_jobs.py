"""Brings the board of open questions up to date: every night, and when somebody asks for it.

First rows and vectors, in parts, then the themes of each kind. The encoder is loaded for
the time of a job; grouping runs in another process.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from assistant.background.daily import MIDNIGHT_IN_TEHRAN
from assistant.background.worker_parts import Parts
from assistant.insight.questions.gathering import gather
from assistant.insight.questions.grouping import grouped_apart
from assistant.insight.questions.reasons import Kind
from assistant.insight.questions.regrouping import encoded, rows_of, store, texts_of, without_vector
from assistant.insight.questions.themes import ThemeJob, ask_for_grouping
from assistant.storage.jobs import Claim, Handling, Work, enqueue
from assistant.storage.shared_clock import utc_now
from knowledge.search.encoder import Encoder

_AT_ONCE = 400
"""Rows that are encoded in one job: two seconds of CPU."""
_AFTER_ERASING = timedelta(hours=2)
"""The night's job comes when what has to be forgotten was erased."""


class ThemeJobs:
    """Has the board brought up to date once a day, by any number of processes."""

    def __init__(self, parts: Parts) -> None:
        self._database, self._catalogue = parts.database, parts.catalogue
        self._digests, self._encoder_name = parts.sealer.digests, parts.settings.encoder
        self._known_until = datetime.min.replace(tzinfo=UTC)

    @property
    def handlings(self) -> dict[str, Handling]:
        """The handler of each kind of job."""
        return {
            ThemeJob.ENCODE: Handling(self._encode),
            ThemeJob.GROUP: Handling(self._group),
        }

    async def look(self) -> bool:
        """Add the job of this night, unless this process has done so."""
        at = datetime.combine(utc_now().date(), MIDNIGHT_IN_TEHRAN) + _AFTER_ERASING
        if at > self._known_until:
            await self._database.run(lambda s: ask_for_grouping(s, f"{at:%Y-%m-%d}", at))
            self._known_until = at
        return False

    async def _encode(self, claim: Claim) -> Work:
        """Rows that are missing, and vectors for some of those without one."""
        encoder = await asyncio.to_thread(Encoder, self._encoder_name)

        def read(session: Session) -> list[str]:
            if "after" not in claim.payload:
                gather(session, self._digests, utc_now())
            told = without_vector(session, encoder.fingerprint, _AT_ONCE)
            return list(dict.fromkeys(texts_of(told, self._catalogue)))

        texts = await self._database.run(read)
        made = await asyncio.to_thread(encoded, texts, encoder.query)
        vectors = dict(zip(texts, made, strict=True))
        return lambda session: self._keep(session, claim, vectors, encoder.fingerprint)

    def _keep(
        self, session: Session, claim: Claim, vectors: dict[str, bytes], fingerprint: str
    ) -> None:
        told = without_vector(session, fingerprint, _AT_ONCE)
        for (row, _), text in zip(told, texts_of(told, self._catalogue), strict=True):
            # Words that were taken out meanwhile have another text, and wait for the next part.
            if text in vectors:
                row.vector, row.encoder = vectors[text], fingerprint
        first, _, number = claim.key.partition(">")
        if told:
            part = int(number or 0) + 1
            enqueue(session, ThemeJob.ENCODE, {"after": part}, key=f"{first}>{part}")
        else:
            enqueue(session, ThemeJob.GROUP, {"encoder": fingerprint}, key=f"{first}>group")

    async def _group(self, claim: Claim) -> Work:
        encoder = claim.payload["encoder"]
        found = []
        for kind in Kind:
            placed = await self._database.run(partial(rows_of, kind=kind, encoder=encoder))
            found.append((placed, await grouped_apart(placed.vectors, placed.asked_by)))

        def work(session: Session) -> None:
            now = utc_now()
            for placed, labels in found:
                store(session, placed, labels, encoder, now)

        return work
