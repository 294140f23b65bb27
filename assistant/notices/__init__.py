"""Notices to citizens about their cases, without being asked: in the conversation, and by SMS."""
