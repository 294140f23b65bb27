"""The situation now, for those who supervise: counts, clocks, waits, trends, and the map."""
