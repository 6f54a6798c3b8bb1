"""An annotation as one coder has it, and what several coders have together."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain

from annotations.domain.spans.order import merged

Range = tuple[int, int]

# What is asked of a statement besides its places and tags, in the order in which it is shown.
# Who passed it on and in what capacity somebody spoke go with the speaker.
WITH_SPEAKER = ("affiliation", "printed_capacity", "relayers")
FACTS = ("speaker", *WITH_SPEAKER, "target", "mode", "stance", "certainty")
FIELDS = ("range", "cue", "mention", "tags", *FACTS)
MOST_CONTENTS = 50
# The name of what is said of the article as a whole, by whomever.
WHOLE = "article"


@dataclass(frozen=True)
class Version:
    """A statement, or a passage where there are no `facts`. `coder` and `number` name it for good.

    Without `content` it is the article as a whole, which has tags alone.

    `facts` are texts by the names of FACTS, "" where the coder says nothing. `words` are those of
    the content, in its order. Notes are the coder's own and are compared with nothing.
    """

    coder: str
    number: int
    content: tuple[Range, ...]
    cue: Range | None = None
    mention: Range | None = None
    tags: frozenset[str] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return WHOLE if self.is_article else f"{self.coder}-{self.number}"

    @property
    def is_article(self) -> bool:
        return not self.content

    @property
    def is_passage(self) -> bool:
        return bool(self.content) and not self.facts

    def answers(self) -> dict[str, Hashable]:
        """By the names of FIELDS, as far as it has them."""
        places = {"range": self.content, "cue": self.cue, "mention": self.mention}
        return {**places, "tags": self.tags, **self.facts}

    @property
    def print(self) -> str:
        """The same for two versions that say the same of the same words, whoever made them.

        By the words and from where they begin, so that a text which grows above them changes none.
        """
        origin = self.content[0][0] if self.content else 0

        def apart(ends: Range | None) -> Range | None:
            return (ends[0] - origin, ends[1] - origin) if ends else None

        places = [apart(one) for one in (*self.content, self.cue, self.mention)]
        said = [self.words, places, sorted(self.tags), sorted(self.facts.items())]
        return sha256(repr(said).encode()).hexdigest()[:16]


def differing(versions: Iterable[Version]) -> tuple[str, ...]:
    """The fields in which they are not all the same, in the order of FIELDS."""
    answers = [one.answers() for one in versions]
    return tuple(name for name in FIELDS if len({each.get(name) for each in answers}) > 1)


def union_of(versions: Sequence[Version]) -> Version:
    """All that any of them marked and all tags that any of them gave.

    The longest cue and the longest mention. Of each fact what most say, where somebody says
    something; of as many, what the first of them says. Capacity and relayers are asked of those
    only who have that speaker. All are of one kind.
    """
    spoken = _voted(one.facts.get("speaker", "") for one in versions)
    behind = [one for one in versions if one.facts.get("speaker", "") == spoken]
    facts = {
        name: _voted(one.facts[name] for one in (behind if name in WITH_SPEAKER else versions))
        for name in (FACTS if versions[0].facts else ())
    }
    ranges = chain.from_iterable(one.content for one in versions)
    return Version(
        coder="",
        number=0,
        content=tuple(merged(ranges, at_most=MOST_CONTENTS if facts else 1)),
        cue=_longest(one.cue for one in versions),
        mention=_longest(one.mention for one in versions),
        tags=frozenset().union(*(one.tags for one in versions)),
        facts=facts,
    )


def _voted(answers: Iterable[str]) -> str:
    counted = Counter(answer for answer in answers if answer)
    # Of equals the one that was counted first.
    return max(counted, key=counted.__getitem__, default="")


def _longest(ranges: Iterable[Range | None]) -> Range | None:
    return max(filter(None, ranges), key=lambda one: one[1] - one[0], default=None)
