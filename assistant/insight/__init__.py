"""What the cases show about agencies: facts, figures, flags and what is published of them."""
