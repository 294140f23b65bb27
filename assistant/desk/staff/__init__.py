"""The accounts of all who work at the desk, as an administrator keeps them."""
