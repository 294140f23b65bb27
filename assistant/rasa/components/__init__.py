"""Rasa components of Dastyar; config.yml names each by its module path. Python 3.10, no torch."""
