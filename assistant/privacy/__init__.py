"""The stored personal data, where and how long; copies of it for citizens, and its erasure."""
