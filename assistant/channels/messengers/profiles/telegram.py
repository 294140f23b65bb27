"""Telegram: https://core.telegram.org/bots/api."""

from assistant.channels.messengers.transport import Html, MessengerProfile

PROFILE = MessengerProfile(
    channel="tg",
    title="تلگرام",
    api="https://api.telegram.org",
    link="https://t.me/{username}?start={code}",
    markup=Html(),
    parse_mode="HTML",
    has_secret_header=True,
    knows_previews=True,
    update_kinds=("message", "edited_message", "callback_query", "my_chat_member"),
    # Telegram refuses more than about 30 messages a second of one bot.
    messages_per_second=25,
)
