"""Slows down who guesses pins and passwords, and does not lock out who knows them."""
