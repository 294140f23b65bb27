"""`dastyar doctor`."""


def doctor() -> None:
    """X"""
