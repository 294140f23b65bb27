"""Text messages: how they leave this installation, and whether they arrived.

`port.py` is what a way of sending can do. `file_adapter.py` leaves them in a folder for a gateway
of somebody else's. `http_adapter.py` hands them to a provider, whose interface is data
(`profiles.yml`); `reports.py` asks what became of them.
"""
