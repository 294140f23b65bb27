"""Photos, voice messages and documents in chats: they become files of the citizen's case."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from assistant.cases.attachments.media import (
    BrokenFileError,
    KeptFile,
    TooLargeFileError,
    TooManyPixelsError,
    UncleanFileError,
    UnsupportedFileError,
)
from assistant.cases.attachments.store import TooManyFilesError
from assistant.cases.models import Case
from assistant.channels.messengers import phrases
from assistant.channels.messengers.transport import (
    Incoming,
    IncomingKind,
    MessageRefusedError,
    OversizedFileError,
    Transport,
)
from assistant.conversation.files import is_wanted, take
from assistant.runtime import Runtime
from assistant.storage.shared_clock import utc_now

_REFUSED: dict[type[Exception], str] = {
    OversizedFileError: phrases.FILE_TOO_LARGE,
    TooLargeFileError: phrases.FILE_TOO_LARGE,
    TooManyPixelsError: phrases.FILE_TOO_LARGE,
    MessageRefusedError: phrases.FILE_BROKEN,
    BrokenFileError: phrases.FILE_BROKEN,
    UncleanFileError: phrases.FILE_UNCLEAN,
    UnsupportedFileError: phrases.FILE_TYPE,
    TooManyFilesError: phrases.FILES_FULL,
}
_WITHOUT_CASE = {
    IncomingKind.VOICE: phrases.VOICE,
    IncomingKind.PHOTO: phrases.PHOTO,
    IncomingKind.FILE: phrases.FILE,
}


class ChatFiles:
    """Takes files from chats, once each, however often an update comes."""

    def __init__(self, running: Runtime, transports: Mapping[str, Transport]) -> None:
        self._running, self._transports = running, transports

    async def take(self, conversation_id: str, incoming: Incoming) -> str:
        """Keep a file if it can be kept, and answer with what was done.

        Nothing is fetched while there is no case, and no form, that it could belong to. Raises when
        the messenger is away.
        """
        running, transport = self._running, self._transports.get(incoming.channel)
        without = _WITHOUT_CASE[incoming.kind]
        can_take = await running.database.run(lambda s: is_wanted(s, conversation_id))
        if not incoming.file or transport is None:
            return phrases.FILE_TYPE if can_take else without
        if not can_take:
            return without
        try:
            data = await transport.fetch(incoming.file, running.files.limits.max_bytes)
            kept = await running.files.keep(data)
            said = await running.database.run(lambda s: self._keep(s, conversation_id, kept))
        except tuple(_REFUSED) as error:
            return _REFUSED[type(error)]
        return said or without

    def _keep(self, session: Session, conversation_id: str, kept: KeptFile) -> str | None:
        door, most = self._running.desk.door, self._running.files.limits.per_case
        taken = take(session, door, conversation_id, kept, utc_now(), most=most)
        if isinstance(taken, Case):
            return phrases.FILE_ATTACHED.format(code=taken.tracking_code)
        return phrases.FILE_WAITS if taken else None
