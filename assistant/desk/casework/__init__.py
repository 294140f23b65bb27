"""Case work at the desk: lists, one case, and the actions on it."""
