"""The gateway of Dastyar."""

VERSION = "1.0.0"
"""Dastyar's version; `tests/supply/test_version.py` compares every other place that names it."""
