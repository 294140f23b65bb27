"""What classifiers see of a text: the same in the gateway and inside Rasa (Python 3.10)."""
