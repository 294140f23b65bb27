"""Case work at the desk: lists, one case, and what may be done with it."""
