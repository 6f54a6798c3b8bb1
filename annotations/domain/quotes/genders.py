"""What a text itself shows of a person's gender, whose first name is in no list.

The pronouns that follow a name where nobody else is named are counted, as in Bergsma (2005),
“Automatic acquisition of gender information for anaphora resolution”, within the one text.
"""

from collections import Counter
from collections.abc import Sequence

from annotations.domain.quotes.people import Mention, Person
from annotations.domain.quotes.tokens import Words

# How many times as often one gender is to be met as the other one.
_CLEARLY = 2


def learn_genders(words: Words, mentions: Sequence[Mention]) -> None:
    """Fill in the gender of those of `mentions`, in reading order, whose first name tells none."""
    votes: dict[int, Counter[str]] = {}
    people: dict[int, Person] = {}
    alone: dict[int, Mention | None] = {}
    for mention in mentions:
        first = alone.setdefault(mention.sentence, mention)
        if first is None or first.person is not mention.person:
            alone[mention.sentence] = None
    for at, (begin, end) in enumerate(words.sentences):
        one = alone.get(begin)
        if one is None or one.person.gender or not one.leads:
            continue
        counted = votes.setdefault(id(one.person), Counter())
        people[id(one.person)] = one.person
        counted.update(_pronouns(words, one.last, end))
        counted.update(_begins_with(words, at + 1, alone))
    for key, counted in votes.items():
        female, male = counted["f"], counted["m"]
        if max(female, male) >= _CLEARLY * min(female, male) and female != male:
            people[key].gender = "f" if female > male else "m"


def _pronouns(words: Words, first: int, last: int) -> list[str]:
    """The genders of pronouns in a sentence behind its subject, but what others say."""
    genders = words.lexicon.genders
    return [
        genders[words.low[k]]
        for k in range(first, last)
        if words.masked[k] != "q" and words.low[k] in genders
    ]


def _begins_with(words: Words, sentence: int, alone: dict[int, Mention | None]) -> list[str]:
    """The gender of the pronoun that the next sentence of the paragraph begins with."""
    if sentence >= len(words.sentences):
        return []
    begin, _end = words.sentences[sentence]
    before, _end = words.sentences[sentence - 1]
    if begin in alone or words.paragraph_of(begin) != words.paragraph_of(before):
        return []
    gender = words.lexicon.genders.get(words.low[begin], "")
    return [gender] if gender else []
