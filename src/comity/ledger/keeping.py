"""What a process keeps in memory of what it has worked out: bounded, the longest unused goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, up to a total weight. Nothing in it is ever changed, so that threads may share it."""

    def __init__(self, *, at_most: int) -> None:
        self.at_most = at_most
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """What is kept under a key, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def keep(self, key: K, value: V, *, weight: int = 1) -> None:
        """Keep a value in place of what was there; what is too heavy is not kept."""
        with self._lock:
            self._weight -= self._values.pop(key, (None, 0))[1]
            if weight > self.at_most:
                return
            self._values[key] = value, weight
            self._weight += weight
            while self._weight > self.at_most:
                self._weight -= self._values.popitem(last=False)[1][1]

    def empty(self) -> None:
        """Let everything go."""
        with self._lock:
            self._values.clear()
            self._weight = 0
