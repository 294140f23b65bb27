"""A real browser, a real Rasa and a real gateway: what citizens see and do."""
