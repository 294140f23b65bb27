"""Questions about the asker's own case, answered by the rules of facts."""
