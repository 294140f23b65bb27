"""Limits on unknown clients, before anything is known of them: lines, headers, bodies, frames."""
