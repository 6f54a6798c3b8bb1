"""What of a feed is taken: all of it, or what fits the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from annotations.domain.feeds.entries import Entry


@dataclass(frozen=True, slots=True)
class Rules:
    """Each is a list of which one has to fit; an empty one asks for nothing.

    `words` stand in the title or the summary, `sections` are the feed's own or a folder of the
    address. Of an entry that does not say its language the article is asked, once it is here.
    """

    words: Sequence[str] = ()
    sections: Sequence[str] = ()
    languages: Sequence[str] = ()

    def fit(self, entry: Entry) -> bool:
        text = f"{entry.title} {entry.summary}".casefold()
        folders = unquote(urlsplit(entry.url).path).split("/")
        return (
            (not self.words or any(word.casefold() in text for word in self.words))
            and (not self.sections or _share(self.sections, [*entry.sections, *folders]))
            and (not entry.language or self.fit_language(entry.language))
        )

    def fit_language(self, language: str) -> bool:
        return not self.languages or language in self.languages


def _share(one: Iterable[str], other: Iterable[str]) -> bool:
    return bool({each.casefold() for each in one} & {each.casefold() for each in other})
