"""Measuring understanding, on our frozen files or on others."""
