"""Outages of agencies' systems, kept at the desk."""
