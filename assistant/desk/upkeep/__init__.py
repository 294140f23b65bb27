"""What keeps the house in order: jobs that died, and closures at short notice."""
