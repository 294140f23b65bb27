"""Figures at the desk: the situation, and reports of agencies."""
