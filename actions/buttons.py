"""Buttons that several actions offer, as (title, choice)."""

HUMAN = ("صحبت با کارشناس", "human")
COMPLAIN = ("ثبت شکایت ۱۲۸", "complain")
