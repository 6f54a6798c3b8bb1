"""A file of annotated texts in parts, of which the next can be read before its turn."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import DatabaseError

from annotations.domain.coded import Document, unmasked, with_line_feeds, with_storable_words
from annotations.exchange.coded.taken import Given, Trouble

AT_ONCE = 250


@dataclass(slots=True)
class Part:
    """`reached` is how far the file was read for it. Without documents it is the last one."""

    documents: list[Document]
    troubles: list[Trouble]
    reached: int


@dataclass
class Ahead:
    """Never more than one part ahead: a part is what memory holds of the file."""

    given: Iterable[Given]
    reached: Callable[[], int] = lambda: 0
    skipped: int = 0
    _troubles: list[Trouble] = field(default_factory=list)
    _next: Part | Exception | None = None

    def __post_init__(self) -> None:
        self._documents = self._read()

    def read_next(self) -> None:
        """Where there is time. What is wrong with it is told when its turn has come.

        A part that comes out of the database is in the transaction of whoever asks: what the
        database says stops that one.
        """
        if self._next is None:
            try:
                self._next = self._part()
            except DatabaseError:
                raise
            except Exception as error:
                self._next = error

    def next(self) -> Part:
        """Raises what reading it raised."""
        found, self._next = self._next, None
        if isinstance(found, Exception):
            raise found
        return found or self._part()

    def _part(self) -> Part:
        documents = list(islice(self._documents, AT_ONCE))
        troubles, self._troubles = self._troubles, []
        return Part(documents, troubles, self.reached())

    def _read(self) -> Iterator[Document]:
        """All but the first ones."""
        skipped = self.skipped
        for one in self.given:
            if isinstance(one, Document):
                if skipped:
                    skipped -= 1
                else:
                    yield unmasked(with_line_feeds(with_storable_words(one)))
            elif not skipped:
                self._troubles.append(one)
