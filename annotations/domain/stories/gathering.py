"""Texts that come one after the other, gathered in stories as they come."""

from array import array
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from annotations.domain.stories.candidates import HOT, candidates
from annotations.domain.stories.copies import Text, is_copy
from annotations.domain.stories.sightings import Sightings
from annotations.domain.stories.words import words_of


class Gathering:
    """Each text joins the story of the text that it is likeliest a copy of, or begins one.

    Stories that are there are never put together by a later text: a digest that has ten articles
    in it would make one story of them all. The words of all texts lie in a file that is gone with
    the gathering, so that memory holds only fingerprints.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115, closed by __exit__
        self._ends = array("Q", [0])
        self._story = array("I")
        self._kept = array("I")
        self._sightings = Sightings()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, text: str) -> int:
        """Which text began the story of this one, counted from 0: itself where it is the first."""
        new = Text(words_of(text))
        number = len(self._story)
        prints = sorted(new.fingerprints)
        seen = [list(self._sightings.of(one)) for one in prints]
        likely = candidates(seen, self._kept.__getitem__)
        original = next((one for one in likely if is_copy(new, self._text(one))), None)
        story = number if original is None else self._story[original]
        self._keep(new, story, prints, seen)
        return story

    def _keep(self, new: Text, story: int, prints: list[int], seen: list[list[int]]) -> None:
        """A fingerprint that its story has already, or that everybody has, is not kept again."""
        number, kept = len(self._story), 0
        for one, texts in zip(prints, seen, strict=True):
            if len(texts) < HOT and story not in {self._story[text] for text in texts}:
                self._sightings.add(one, number)
                kept += 1
        self._story.append(story)
        self._kept.append(kept)
        self._file.seek(self._ends[-1])
        self._file.write(new.words.tobytes())
        self._ends.append(self._file.tell())

    def _text(self, number: int) -> Text:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        words = array("I")
        words.frombytes(self._file.read(end - start))
        return Text(words)
