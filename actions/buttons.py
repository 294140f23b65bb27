"""Buttons that several actions offer, as (title, choice)."""

HUMAN = ("صحبت با کارشناس", "human")
COMPLAIN = ("ثبت شکایت ۱۲۸", "complain")
WAYS = (("خدمتی می‌خواهم", "ask"), COMPLAIN, ("پیگیری پرونده", "track"), HUMAN)
"""All that the assistant is there for."""
