"""Cases that an operator files out of a conversation, once its citizen has agreed."""
