"""How encoders, taggers and thresholds are trained."""
