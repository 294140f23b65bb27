"""The accounts of all who work at the desk, for administrators."""
