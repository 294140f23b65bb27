"""Ratings that count once, and what citizens suggest, criticise and praise."""
