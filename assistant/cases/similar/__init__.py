"""What others have told already: similar open cases, and outages that are known."""
