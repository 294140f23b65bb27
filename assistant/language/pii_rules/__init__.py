"""The rules behind `assistant.language.pii`, one file for each family of personal data."""
