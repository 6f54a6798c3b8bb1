"""How fast suggestions come, and how sure they may be.

    python -m tests.bench.suggestions                      speed, on an invented article
    python -m tests.bench.suggestions ARTICLES.jsonl       speed, on {"id", "text"} a line
    python -m tests.bench.suggestions GOLD.jsonl --sure    and how often each confidence is right,
                                                           where the lines have "quotes" as well

Times are of one core's work, so what else the machine does counts little.
"""

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path

from annotations.domain.quotes import SHOWN, Suggestion, suggest

INVENTED = """The envoy of the northern states, Anna Berg, said on Monday that the talks would go on.
“We have time,” Berg told reporters in the harbour town. “Nobody wants to leave without a treaty.”

A senior official of the ministry, who asked not to be named, called the offer “a first step”, and
the ministry denied a report that it had been withdrawn. According to the Institute of Maritime
Law, the treaty would close the last gap on the map of the northern sea.

Piet Veen, professor of history at the University of Lund, doubts that. “They have promised it for
thirty years,” he said, adding that the fishermen had stopped waiting.

"""
WORD = re.compile(r"\w+(?:['’\-.]\w+)*")


def words(text: str, spans: object) -> set[int]:
    """Where the words of the spans begin."""
    return {
        start + match.start()
        for start, end in spans  # type: ignore[attr-defined]
        for match in WORD.finditer(text[start:end])
    }


def right(text: str, found: list[Suggestion], gold: list[list[list[int]]]) -> set[int]:
    """The numbers of the suggestions that match a statement of the gold: half of the words shared
    (Dice), each statement once, the best pairs first."""
    mine = [words(text, one.content) for one in found]
    theirs = [words(text, content) for content in gold]
    pairs = sorted(
        (-2 * len(a & b) / (len(a) + len(b)), i, k)
        for i, a in enumerate(mine)
        for k, b in enumerate(theirs)
        if a & b
    )
    matched: dict[int, int] = {}
    for dice, i, k in pairs:
        if -dice >= 0.5 and i not in matched and k not in matched.values():
            matched[i] = k
    return set(matched)


def print_sureness(articles: list[dict]) -> None:
    """A table: of the suggestions at each confidence, how many are right."""
    made: Counter[float] = Counter()
    good: Counter[float] = Counter()
    for article in articles:
        found = [one for one in suggest(article["text"], "en") if one.parent is None]
        gold = [quote["content"] for quote in article["quotes"] if quote["content"]]
        matches = right(article["text"], found, gold)
        for number, one in enumerate(found):
            step = int(one.confidence * 10) / 10
            made[step] += 1
            good[step] += number in matches
    print("confidence  suggestions  right")
    for step in sorted(made, reverse=True):
        print(f"{step:10.1f}  {made[step]:11}  {100 * good[step] / made[step]:4.0f} %")
    shown = [step for step in made if step >= SHOWN]
    of, all_of = sum(good[step] for step in shown), sum(made[step] for step in shown)
    print(
        f"shown by default ({SHOWN} and above): {all_of}, right {100 * of / max(1, all_of):.0f} %"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--sure", action="store_true", help="compare with the quotes of the file")
    options = parser.parse_args()
    articles = [{"text": INVENTED * 5}] * 300
    if options.articles:
        with options.articles.open(encoding="utf-8") as lines:
            articles = [json.loads(line) for line in lines]
    suggest(INVENTED)
    begun = time.process_time()
    for article in articles:
        suggest(article["text"])
    spent = time.process_time() - begun
    letters = sum(len(article["text"]) for article in articles)
    print(
        f"{len(articles)} articles of {letters // len(articles)} characters: "
        f"{len(articles) / spent:.0f} articles/s, {letters / spent / 1e6:.1f} million characters/s"
    )
    if options.sure:
        print_sureness(articles)


if __name__ == "__main__":
    main()
