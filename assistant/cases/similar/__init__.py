"""Reports of others on the same matter: similar open cases, and known outages."""
