"""Upkeep of the installation: jobs that died, and closures at short notice."""
