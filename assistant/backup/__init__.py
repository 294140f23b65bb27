"""Backups of an installation: made while it runs, and restored into an empty one."""
