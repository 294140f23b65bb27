"""Files cases one after another and prints each code, until it is killed (test_crash.py)."""

import asyncio
import sys

from support.office_times import shipped
from support.samples import complaint

import assistant.conversation.models  # noqa: F401 - a case may belong to a conversation
from assistant.cases.schemas import CaseDraft
from assistant.cases.service import CaseDesk
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from knowledge.catalogue import load


async def write(url: str) -> None:
    desk = CaseDesk(Database(url), load(), Sealer(b"a key of the tests"), shipped)
    draft = CaseDraft.model_validate(complaint())
    while True:
        filed = await desk.file(draft)
        print(filed.case.tracking_code, filed.pin, flush=True)


asyncio.run(write(sys.argv[1]))
