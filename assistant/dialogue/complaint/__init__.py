"""The case that is being written, filed, and spoken of afterwards."""
