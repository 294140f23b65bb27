"""Labelled conversations: what they are, how they are played, and what they teach."""
