"""Bale: https://docs.bale.ai, Telegram's interface with small changes."""

from assistant.channels.messengers.transport import BaleMarkdown, MessengerProfile

PROFILE = MessengerProfile(
    channel="bale",
    title="بله",
    api="https://tapi.bale.ai",
    link="https://ble.ir/{username}?start={code}",
    markup=BaleMarkdown(),
    # Bale reads its own Markdown always; it knows no parse_mode, no webhook secret, no choice of
    # update kinds.
    parse_mode=None,
    has_secret_header=False,
    knows_previews=False,
    update_kinds=None,
    messages_per_second=20,
)
