"""Open data: fixed tables for everybody, out of which nobody's case can be told."""
