"""Signals of gaming: what is unusual in how an agency came by its figures; never an accusation."""
