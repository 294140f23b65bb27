"""Photos, voice messages and documents in chats: they become files of the citizen's case."""

from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from assistant.cases.attachments.keeping import TooManyFilesError, attach
from assistant.cases.attachments.media import (
    BrokenFileError,
    KeptFile,
    TooLargeFileError,
    TooManyPixelsError,
    UncleanFileError,
    UnsupportedFileError,
)
from assistant.cases.attachments.waiting import wait
from assistant.cases.by import CITIZEN
from assistant.cases.models import Case
from assistant.cases.moves import OPEN
from assistant.channels.messengers import phrases
from assistant.channels.messengers.incoming import Incoming, Kind
from assistant.channels.messengers.transport import RefusedError, TooLargeError, Transport
from assistant.conversation.models import Conversation
from assistant.conversation.recording import state_of
from assistant.runtime import Runtime
from assistant.storage.locking import locked
from assistant.storage.shared_clock import utc_now

_REFUSED: dict[type[Exception], str] = {
    TooLargeError: phrases.FILE_TOO_LARGE,
    TooLargeFileError: phrases.FILE_TOO_LARGE,
    TooManyPixelsError: phrases.FILE_TOO_LARGE,
    RefusedError: phrases.FILE_BROKEN,
    BrokenFileError: phrases.FILE_BROKEN,
    UncleanFileError: phrases.FILE_UNCLEAN,
    UnsupportedFileError: phrases.FILE_TYPE,
    TooManyFilesError: phrases.FILES_FULL,
}
_WITHOUT_CASE = {
    Kind.VOICE: phrases.VOICE,
    Kind.PHOTO: phrases.PHOTO,
    Kind.FILE: phrases.FILE,
}


class ChatFiles:
    """Takes files from chats, once each, however often an update comes."""

    def __init__(self, running: Runtime, transports: Mapping[str, Transport]) -> None:
        self._running, self._transports = running, transports

    async def take(self, conversation_id: str, incoming: Incoming) -> str:
        """Do with a file what can be done, and say what that was.

        Nothing is fetched while there is no case, and no form, that it could belong to. Raises when
        the messenger is away.
        """
        running, transport = self._running, self._transports.get(incoming.channel)
        without = _WITHOUT_CASE[incoming.kind]
        is_wanted = await running.database.run(lambda s: _is_wanted(s, conversation_id))
        if not incoming.file or transport is None:
            return phrases.FILE_TYPE if is_wanted else without
        if not is_wanted:
            return without
        try:
            data = await transport.fetch(incoming.file, running.files.limits.max_bytes)
            kept = await running.files.keep(data)
            said = await running.database.run(lambda s: self._keep(s, conversation_id, kept))
        except tuple(_REFUSED) as error:
            return _REFUSED[type(error)]
        return said or without

    def _keep(self, session: Session, conversation_id: str, kept: KeptFile) -> str | None:
        most = self._running.files.limits.per_case
        if _is_form_open(session, conversation_id):
            wait(session, conversation_id, kept, utc_now(), most=most)
            return phrases.FILE_WAITS
        found = locked(session, _open_cases(conversation_id).limit(1))
        if not found:
            return None
        door = self._running.desk.door
        attach(session, door, found[0], kept, CITIZEN, now=utc_now(), per_case=most)
        return phrases.FILE_ATTACHED.format(code=found[0].tracking_code)


def _is_wanted(session: Session, conversation_id: str) -> bool:
    is_open = _is_form_open(session, conversation_id)
    return is_open or session.scalar(_open_cases(conversation_id).limit(1)) is not None


def _is_form_open(session: Session, conversation_id: str) -> bool:
    return state_of(session.get_one(Conversation, conversation_id)).draft is not None


def _open_cases(conversation_id: str) -> Select[Case]:
    """The newest first."""
    own = select(Case).where(Case.conversation_id == conversation_id, Case.status.in_(OPEN))
    return own.order_by(Case.id.desc())
