"""Public pages and data about figures."""
