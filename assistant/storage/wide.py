"""Whole numbers of 64 bits, for ids that are counted up and for all that refers to them."""

from sqlalchemy import BigInteger, Integer

WIDE = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite's INTEGER has 64 bits, and only a column of that type is counted up automatically."""
