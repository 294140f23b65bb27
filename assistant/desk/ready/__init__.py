"""Ready answers: what operators say often, kept by themselves and for all."""
