"""What is kept of people, where and how long; a copy of it for them, and its end."""
