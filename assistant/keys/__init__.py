"""Keys of other systems: who holds one, for what, and until when."""
