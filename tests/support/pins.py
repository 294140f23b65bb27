"""Pins that are not the right one."""


def wrong(pin: str) -> str:
    """Another pin of the same length."""
    return f"{(int(pin) + 1) % 10 ** len(pin):0{len(pin)}}"
