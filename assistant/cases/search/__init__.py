"""Finding cases by the words that citizens told them in."""
