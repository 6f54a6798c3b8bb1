"""How often a pronoun is followed back to the right person.

    python -m tests.bench.meant GOLD.jsonl [--articles 150]

No corpus at hand says whom each pronoun means. So pronouns are made: where the speaker of a
statement is a surname alone, said before within 300 letters and of one full name in the article
only, it is replaced by "he" or "she" and the text is read anew. Writers name people again where a
pronoun would be doubtful, so this is harder than what they write; only ratios mean something.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from annotations.domain.quotes import Suggestion, suggest
from annotations.domain.quotes.lexicon import lexicon

NAME = re.compile(r"\b([A-Z][a-zé]+) (?:[A-Z]\. )?([A-Z][A-Za-z’'-]+)\b")
NEAR = 300
SAID = {"f": "she", "m": "he"}
ENDS = (".", "\n", "”", '"')
Found = tuple[str, str]


def full_names(text: str) -> dict[str, Found]:
    """(Full name, gender) by the surname, where one person has it and the first name tells."""
    names = lexicon("en").names
    found: dict[str, set[Found]] = {}
    for match in NAME.finditer(text):
        for gender, key in (("f", "female_name"), ("m", "male_name")):
            if match[1].lower() in names[key]:
                found.setdefault(match[2], set()).add((match[0], gender))
    return {surname: next(iter(several)) for surname, several in found.items() if len(several) == 1}


def made(text: str, speakers: Iterator[list[list[int]]]) -> Iterator[tuple[int, str, str]]:
    """Where a pronoun takes the place of a surname, the surname, and the text with the pronoun."""
    names = full_names(text)
    for spans in speakers:
        if len(spans) != 1:
            continue
        start, end = spans[0]
        surname = text[start:end]
        name, gender = names.get(surname, ("", ""))
        if not name or text.find(name) > start or surname not in text[max(0, start - NEAR) : start]:
            continue
        before = text[:start].rstrip(" ")
        begins = not before or (before[-1] in ENDS and not before.endswith((",”", ',"')))
        said = SAID[gender].capitalize() if begins else SAID[gender]
        yield start, surname, text[:start] + said + text[end:]


def starts(one: Suggestion) -> int:
    return one.speaker[0][0] if one.speaker else -1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int)
    options = parser.parse_args()
    counted: Counter[str] = Counter()
    with options.corpus.open(encoding="utf-8") as lines:
        for line in islice(lines, options.articles):
            article = json.loads(line)
            speakers = (one["speaker"] for one in article["quotes"])
            for at, surname, text in made(article["text"], speakers):
                found = [one for one in suggest(text, "en") if starts(one) == at]
                counted["made"] += 1
                counted["read as a speaker"] += bool(found)
                counted["right"] += bool(found) and surname in found[0].name.split()
    share = counted["right"] / max(1, counted["read as a speaker"])
    print(*(f"{count} {name}," for name, count in counted.items()), f"{share:.1%}")


if __name__ == "__main__":
    main()
