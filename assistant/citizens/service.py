"""Actions of a citizen whom the portal vouches for: sign in and out, and see their cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from assistant.cases.masking import open_words
from assistant.cases.models import Case
from assistant.cases.pins import change, pin_of
from assistant.cases.schemas import Contact
from assistant.cases.service import Also, CaseFile, case_file
from assistant.cases.signatures import Notary
from assistant.cases.transitions import Door
from assistant.citizens import sessions
from assistant.citizens.portal_keys import PortalKeys
from assistant.citizens.sessions import Citizen, NewSession
from assistant.citizens.sign_in import (
    IdentityRefusedError,
    RefusalReason,
    SignInAttempt,
    begin,
    opened,
)
from assistant.citizens.token import Vouched, prove
from assistant.provider_settings import PortalIdentitySettings
from assistant.storage.database import Database
from assistant.storage.digests import Purpose, plain
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now

Now = Callable[[], datetime]
PAGE = 20


@dataclass(frozen=True)
class OwnCases:
    """Some cases of a citizen, the newest first, and whether there are older ones."""

    cases: list[Case]
    has_more: bool


class PortalIdentity:
    """Signs citizens in by the tokens of one portal."""

    def __init__(
        self, settings: PortalIdentitySettings, database: Database, sealer: Sealer, now: Now
    ) -> None:
        self.settings, self._database, self._sealer = settings, database, sealer
        self._keys, self._now = PortalKeys(settings), now

    def begin(self) -> SignInAttempt:
        """Begin to sign in: the nonce of the attempt is for the portal's token."""
        return begin(self._sealer, self._now())

    async def sign_in(self, token: str, secret: str) -> NewSession:
        """Sign in the citizen whom `token` proves, where the attempt with this secret was begun.

        Raises `IdentityRefusedError` and `KeysUnavailableError`.
        """
        now = self._now()
        attempt = opened(self._sealer, secret, now)
        vouched = await prove(token, self._keys, self.settings, now.timestamp())
        if vouched.nonce != attempt.nonce:
            raise IdentityRefusedError(RefusalReason.NONCE)
        used = self._sealer.digests.keyed(Purpose.NONCE, vouched.nonce)
        citizen = Citizen(self._hash_of(vouched), _contact(vouched))
        expires_at = now + timedelta(minutes=self.settings.session_minutes)

        def work(session: Session) -> NewSession:
            sessions.use_nonce(session, used, attempt.expires_at)
            return sessions.open_session(session, self._sealer, citizen, now, expires_at)

        return await self._database.run(work)

    def _hash_of(self, vouched: Vouched) -> str:
        """The hash that is kept of a subject; keyed, since a subject may be an identity number."""
        subject = plain("\0".join((self.settings.issuer, vouched.subject)).encode())
        return self._sealer.digests.keyed(Purpose.CITIZEN, subject)


class Citizens:
    """The citizens who are signed in; `portal` is None where no portal vouches for anybody."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        settings: PortalIdentitySettings | None,
        now: Now = utc_now,
    ) -> None:
        self._database, self._sealer, self._now = database, sealer, now
        self.portal = PortalIdentity(settings, database, sealer, now) if settings else None

    async def who(self, token: str) -> Citizen | None:
        """The citizen signed in by `token`; None for a token that is unknown or has ended."""
        if not token or self.portal is None:
            return None
        now = self._now()
        return await self._database.run(
            lambda session: sessions.find_session(session, self._sealer, token, now)
        )

    async def sign_out(self, token: str) -> None:
        """End the session of `token`, if there is one."""
        await self._database.run(lambda session: sessions.close_session(session, token))

    def link(self, session: Session, citizen: Citizen, case: Case) -> None:
        """Put a case among those of the citizen, within `session`, unless it is anonymous."""
        sessions.link_case(session, citizen.subject_hash, case, self._now())

    def linking(self, citizen: Citizen | None) -> Also | None:
        """The work for the transaction of a filing; nothing if nobody is signed in."""
        if citizen is None:
            return None
        return lambda session, case: self.link(session, citizen, case)

    async def keep(self, citizen: Citizen, case: Case) -> None:
        """The same in a separate transaction, for a case that code and pin have opened."""
        await self._database.run(lambda session: self.link(session, citizen, case))

    async def case(self, citizen: Citizen, tracking_code: str) -> Case | None:
        """One of the citizen's cases; None for an unknown case and another citizen's alike."""
        return await self._database.run(
            lambda session: sessions.linked_case(session, citizen.subject_hash, tracking_code)
        )

    async def file(self, citizen: Citizen, code: str, notary: Notary | None) -> CaseFile | None:
        """The same with its history, and the proof for its citizen to keep."""

        def work(session: Session) -> CaseFile | None:
            case = sessions.linked_case(session, citizen.subject_hash, code)
            if case is None:
                return None
            proof = notary.proof(session, case) if notary else None
            words = open_words(session, self._sealer, case)
            return replace(case_file(session, case), proof=proof, words=words)

        return await self._database.run(work)

    async def cases(self, citizen: Citizen, before: Case | None = None) -> OwnCases:
        """The citizen's newest cases, or those before the case `before`."""
        last = before.id if before else None
        found = await self._database.run(
            lambda session: sessions.linked_cases(session, citizen.subject_hash, PAGE + 1, last)
        )
        return OwnCases(list(found[:PAGE]), len(found) > PAGE)

    async def all_cases(self, citizen: Citizen) -> list[Case]:
        """All cases of the citizen, the newest first."""
        return await self._database.run(
            lambda session: list(sessions.linked_cases(session, citizen.subject_hash, None))
        )

    async def change_pin(self, citizen: Citizen, door: Door, code: str, key: str) -> str | None:
        """A new pin for one of the citizen's cases; None as `case` gives it.

        The same `key` returns it once more. Nobody else has the case among theirs afterwards.
        """

        def work(session: Session) -> str | None:
            own = sessions.linked_case(session, citizen.subject_hash, code)
            case = door.case(session, own.tracking_code) if own else None
            if case is None:
                return None
            door.move(session, case, change(self._sealer.digests, case, key), self._now())
            self.link(session, citizen, case)
            return pin_of(self._sealer, case)

        return await self._database.run(work)

    async def take_off(self, citizen: Citizen, case: Case) -> None:
        """Take a case from those of the citizen; code and pin open it as before."""
        await self._database.run(
            lambda session: sessions.unlink_cases(session, citizen.subject_hash, case.id)
        )


def _contact(vouched: Vouched) -> Contact | None:
    contact = Contact(name=vouched.name, mobile=vouched.mobile)
    return contact if contact.names_somebody else None
