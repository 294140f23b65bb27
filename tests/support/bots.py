"""Tokens of the tests' bots, by channel."""

TOKENS = {"tg": "101:TELEGRAM", "bale": "202:BALE"}
