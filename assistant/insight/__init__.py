"""What the cases tell of agencies: facts, figures, flags and what is published of them."""
