"""Signing in at the desk with a ministry's own identity provider (OpenID Connect)."""
