"""A demo installation: made-up accounts, cases and conversations, marked as such."""
