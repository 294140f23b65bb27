"""What both ends of the channel between gateway and Rasa agree on."""

SECRET_HEADER = "x-internal-secret"
HINTS = ("opinion",)
"""Metadata of a message that its understanding needs and nothing after it (`Reading.hints`)."""
CHANNEL_PATH = "/webhooks/gateway/webhook"
