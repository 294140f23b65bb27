"""Outages of agencies' systems, as the desk keeps them."""
