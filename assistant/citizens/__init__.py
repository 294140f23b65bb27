"""Citizens whom a portal has signed in, known by a keyed hash alone, and their cases."""
