"""The entry for agencies' own systems: their cases, by key. A clerk's work, without the clerk."""
