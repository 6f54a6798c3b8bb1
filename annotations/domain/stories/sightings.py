"""In which texts a fingerprint was seen: a table that holds millions in little memory."""

from array import array
from collections.abc import Iterator


class Sightings:
    """Fingerprints of 32 bits, each with the numbers of the texts it was seen in.

    Open addressing in two flat arrays, of eight bytes a place: a dictionary of lists would take
    twenty times as much. Numbers are kept as one more, since 0 is an empty place.
    """

    def __init__(self) -> None:
        self._room(1 << 12)

    def add(self, fingerprint: int, text: int) -> None:
        if self._count * 3 > self._size * 2:
            self._grow()
        place = fingerprint % self._size
        while self._texts[place]:
            place = (place + 1) % self._size
        self._prints[place] = fingerprint
        self._texts[place] = text + 1
        self._count += 1

    def of(self, fingerprint: int) -> Iterator[int]:
        """The texts, in the order in which they were added."""
        place = fingerprint % self._size
        while text := self._texts[place]:
            if self._prints[place] == fingerprint:
                yield text - 1
            place = (place + 1) % self._size

    def _room(self, size: int) -> None:
        self._size, self._count = size, 0
        self._prints = array("I", bytes(4 * size))
        self._texts = array("I", bytes(4 * size))

    def _grow(self) -> None:
        prints, texts = self._prints, self._texts
        # From an empty place on, so that no row of places is cut and the order is kept.
        start = texts.index(0)
        self._room(2 * self._size)
        for place in (*range(start, len(texts)), *range(start)):
            if texts[place]:
                self.add(prints[place], texts[place] - 1)
