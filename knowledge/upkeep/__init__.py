"""Keeping the catalogue true: what to look at next, and which addresses are dead."""
