"""Text messages: how they leave this installation, and whether they arrived.

`text_messages.py` has the interface of every way of sending, and one way that leaves messages in a
folder for somebody else's gateway. `delivery.py` hands them to a provider, whose interface is data
(`profiles.yml`), and asks for their delivery state; `accounts.py` keeps both.
"""
