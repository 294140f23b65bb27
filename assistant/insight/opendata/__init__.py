"""Open data: fixed tables for everybody, which reveal nobody's case."""
