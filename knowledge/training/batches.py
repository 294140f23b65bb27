"""Batches in which every service occurs once, next to the services it is easily taken for.

In-batch negatives are then hard ones at no extra cost: near-duplicates of a service are pushed
apart without encoding a separate negative text.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_GROUP = 6
"""Services that travel together: one and its five nearest."""


class NeighbourBatches:
    """Yields lists of pair indexes; `services[i]` is the row of pair i in `similarity`.

    Every service takes part in as many rounds as the best-covered service has pairs, drawing its
    pairs in a shuffled circle, so rare services are not drowned.
    """

    def __init__(
        self, services: Sequence[int], similarity: NDArray[np.float32], size: int, seed: int
    ) -> None:
        self._pairs: dict[int, list[int]] = defaultdict(list)
        for pair, service in enumerate(services):
            self._pairs[service].append(pair)
        self._nearest = np.argsort(-similarity, axis=1)
        self._size = size
        self._seed = seed
        self._epoch = 0
        self._rounds = round(float(np.mean([len(pairs) for pairs in self._pairs.values()])))

    def set_epoch(self, epoch: int) -> None:
        """Called by the trainer; another epoch is another shuffle."""
        self._epoch = epoch

    def __len__(self) -> int:
        return self._rounds * -(-len(self._pairs) // self._size)

    def __iter__(self) -> Iterator[list[int]]:
        shuffle = random.Random(self._seed + self._epoch)
        circles = {s: shuffle.sample(p, len(p)) for s, p in self._pairs.items()}
        for turn in range(self._rounds):
            order = self._order(shuffle)
            for start in range(0, len(order), self._size):
                batch = order[start : start + self._size]
                yield [circles[s][turn % len(circles[s])] for s in batch]

    def _order(self, shuffle: random.Random) -> list[int]:
        left = set(self._pairs)
        order: list[int] = []
        for service in shuffle.sample(sorted(left), len(left)):
            if service in left:
                near = [int(s) for s in self._nearest[service] if int(s) in left][:_GROUP]
                group = list(dict.fromkeys([service, *near]))
                order += group
                left.difference_update(group)
        return order
