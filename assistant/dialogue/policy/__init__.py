"""What is done about a message: bars over probabilities, by what they are about."""
