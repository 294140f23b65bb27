"""Slows down people who guess pins and passwords, without locking out those who know them."""
