"""A third messenger is one new file: a profile, or a transport of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from support.chat import Room

from assistant.channels.messengers import profiles
from assistant.channels.messengers.delivery import Deliverer
from assistant.channels.messengers.inbox import Inbox
from assistant.channels.messengers.transport import (
    Incoming,
    IncomingKind,
    MessengerProfile,
    OutMessage,
    Plain,
    SlowDownError,
)
from assistant.provider_settings import MessengerSettings
from assistant.runtime import Runtime
from assistant.settings import PROJECT

PAGE = PROJECT / "docs" / "messengers.md"


@pytest.fixture
def documented_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The file that the documentation shows, put where profiles are."""
    (source,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "eitaa.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(profiles, "__path__", [*profiles.__path__, str(tmp_path)])
    profiles.all_profiles.cache_clear()
    yield
    profiles.all_profiles.cache_clear()


@pytest.mark.usefixtures("documented_file")
async def test_the_documented_file_is_a_whole_messenger(running: Runtime) -> None:
    bots = {"eitaa": MessengerSettings(token="303:EITAA")}
    settings = running.settings.model_copy(update={"messengers": bots})
    room = Room.over(replace(running, settings=settings))
    chat = room.chat("eitaa")
    assert "سلام" in (await chat.command("/start")).text
    asked = await chat.say("می‌خواهم شکایت کنم")
    assert "چه شد" in asked.text
    assert "ثبت نشد" in (await asked.press("انصراف")).text
    assert chat.row().id.startswith("eitaa:")


@dataclass
class SmsLine:
    """A telephone line for short messages: plain words, no buttons, and now and then too busy."""

    profile: MessengerProfile
    out: list[tuple[str, str]] = field(default_factory=list)
    is_busy: bool = True

    async def send(self, address: str, message: OutMessage) -> None:
        if self.is_busy:
            self.is_busy = False
            raise SlowDownError(0.0)
        self.out.append((address, message.plain))


async def test_a_messenger_with_an_interface_of_its_own(running: Runtime) -> None:
    sms = MessengerProfile(
        channel="sms",
        title="پیامک",
        api="",
        link="",
        markup=Plain(),
        parse_mode=None,
        has_secret_header=False,
        knows_previews=False,
        update_kinds=None,
        messages_per_second=1,
        max_units=70,
    )
    line = SmsLine(sms)
    deliverer = Deliverer(running.database, {"sms": line}, running.sealer, running.telling)
    inbox = Inbox(running, {"sms": sms.title}, deliverer.wake)
    number = "+989120000000"
    await inbox.receive(Incoming("sms", number, "sms:1", IncomingKind.HELP))
    while await deliverer.sweep():
        pass
    assert len(line.out) > 1, "a long answer is several short messages"
    assert all(address == number and len(text) <= 70 for address, text in line.out)
