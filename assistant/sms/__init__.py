"""Text messages: how they leave this installation, and whether they arrived.

`text_messages.py` is what a way of sending can do, and the way that leaves messages in a folder for
a gateway of somebody else's. `delivery.py` hands them to a provider, whose interface is data
(`profiles.yml`), and asks what became of them; `accounts.py` keeps both.
"""
