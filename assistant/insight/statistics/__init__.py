"""Pure statistics of the figures: numbers in, numbers out; no database, no clock, no words."""
