"""What this project is made of by others: the pins, a bill of materials, and known holes."""
