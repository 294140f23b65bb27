"""Commands for who keeps the catalogue true."""
