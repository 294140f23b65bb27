"""What both ends of the channel between gateway and Rasa agree on."""

SECRET_HEADER = "x-internal-secret"
HINTS = ("opinion",)
"""Metadata of a message that its understanding needs and nothing after it (`Reading.hints`)."""
CHANNEL_PATH = "/webhooks/gateway/webhook"
CALLBACK = "callback"
"""Metadata of a turn: the address of the gateway that has it open, where its actions run."""
CALLBACKS = "DASTYAR_RASA_CALLBACKS"
"""Variable of Rasa's process: the addresses that it may call, separated by commas."""
