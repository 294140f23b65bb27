"""Personal data that no check digit proves, told by a tagger that has learnt it from lessons."""
