"""A bounded number of places for slow clients. Known to the server too, which needs a thread for each."""

from collections import Counter
from threading import Lock
from typing import Final

#: Bodies that may be awaited, and large answers that may be sent, at once.
RECEIVING: Final = 192
SENDING: Final = 64


class Places:
    """A bounded number of places, of which one address can have a part."""

    def __init__(self, number: int, each: int) -> None:
        """Have so many places, and at most some for each address."""
        self._free = number
        self._each = each
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    def take(self, address: str) -> bool:
        """Take a place; False when there is none."""
        with self._lock:
            if self._free == 0 or self._taken[address] >= self._each:
                return False
            self._free -= 1
            self._taken[address] += 1
            return True

    def give_back(self, address: str) -> None:
        """Give a place back."""
        with self._lock:
            self._free += 1
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]
