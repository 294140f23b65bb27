"""Ready answers: sentences that operators often need, private ones and shared ones."""
