"""What citizens are told of their cases without having asked: in the conversation, and by SMS."""
