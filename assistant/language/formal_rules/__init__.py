"""The parts of the formal version: written forms, courtesies, swearing, punctuation."""
