"""Finds cases by the words in which citizens described them."""
