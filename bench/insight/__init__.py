"""Measurements of insight: figures, radar, audit."""
