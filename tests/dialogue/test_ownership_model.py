"""Random interleavings of everything that moves a conversation: one owner, no lost word."""

import hypothesis
from support.interleavings import Interleavings

TestInterleavings = Interleavings.TestCase
TestInterleavings.settings = hypothesis.settings(
    max_examples=150, stateful_step_count=25, deadline=None
)
