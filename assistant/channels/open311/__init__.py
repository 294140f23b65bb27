"""Open311 GeoReport v2: cases under the names of an open standard (docs/open311.md)."""
