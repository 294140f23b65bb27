"""Periods of figures: frozen, open to objection, then final and signed; and the lot beside them."""
