"""Bins for office minutes, so that times of many tenures add up without keeping each of them.

The bounds are written out: histograms are stored by place, so another bound would need them all
counted anew.
"""

from bisect import bisect_left

# 48 log-spaced bounds from one minute to 60 office days of seven hours, rounded to whole minutes;
# and those that terms are about: 3 h, 48 h as two office days (14 h), 48 h of working time.
UPPER_MIN = (
    *(0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 16, 20, 25, 32, 39, 48, 60, 75, 93, 115, 143, 177, 180),
    *(219, 272, 338, 419, 520, 645, 800, 840, 992, 1231, 1528, 1895, 2351, 2880, 2917, 3619, 4490),
    *(5570, 6911, 8574, 10637, 13197, 16372, 20312, 25200),
)
"""Upper bounds in minutes, each in its bin; what is longer is in one more bin behind them."""
BINS = len(UPPER_MIN) + 1


def bin_of(minutes: int) -> int:
    """The place of the bin of so many minutes, from 0 on."""
    return bisect_left(UPPER_MIN, minutes)
