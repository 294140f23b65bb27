"""Labelled conversations: their format, how they are played, and the lessons from them."""
