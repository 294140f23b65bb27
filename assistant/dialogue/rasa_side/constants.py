"""What both ends of the channel between gateway and Rasa agree on."""

SECRET_HEADER = "x-internal-secret"
CHANNEL_PATH = "/webhooks/gateway/webhook"
