"""What a noun or an adjective takes behind it: "the claim that", "reluctant to", "critical of"."""

from collections.abc import Iterator, Mapping

from annotations.domain.quotes.tokens import Words


def frames_at(
    words: Words, i: int, frames: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, bool]]:
    """The frames that list word `i` and whose word follows it: (frame, that word, infinitive).

    "to" before a verb is another frame than "to" before a noun ("to_noun"). Word `i + 2` exists.
    """
    following = words.low[i + 1]
    for frame, listed in frames.items():
        word = "to" if frame == "to_noun" else frame
        if following != word or words.low[i] not in listed:
            continue
        infinitive = word == "to" and words.masked[i + 2] not in "DXpO"
        if word != "to" or infinitive == (frame == "to"):
            yield frame, word, infinitive
