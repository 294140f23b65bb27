"""The record of the desk, as the auditor reads it."""
