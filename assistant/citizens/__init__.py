"""Citizens whom a portal has signed in, by a keyed hash alone, and the cases that are theirs."""
