"""A provider on loopback."""

from collections.abc import AsyncIterator, Iterator

import pytest
from support.sms_server import SmsServer

from assistant.sms.provider import SmsProvider


@pytest.fixture
def server() -> Iterator[SmsServer]:
    made = SmsServer()
    yield made
    made.close()


@pytest.fixture(params=["kavenegar", "smsir"])
async def provider(request: pytest.FixtureRequest, server: SmsServer) -> AsyncIterator[SmsProvider]:
    made = SmsProvider(server.account(request.param))
    yield made
    await made.close()
