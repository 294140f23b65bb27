"""Repair of Persian as people really type it; see `repair`."""

from .fingerprint import fingerprint
from .model import Change, Repaired, Step
from .pipeline import STEPS, repair, warm_up

__all__ = ["STEPS", "Change", "Repaired", "Step", "fingerprint", "repair", "warm_up"]
