"""Filing for callers of the 128 line, by an operator at the telephone."""
