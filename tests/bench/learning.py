"""How much the engine learns: end to end F1, rules alone and taught, and articles a second.

    python -m tests.bench.learning TRAIN.jsonl GOLD.jsonl                   taught all of TRAIN
    python -m tests.bench.learning TRAIN.jsonl GOLD.jsonl --few 25 --seeds 4    and so many of it
    python -m tests.bench.learning TRAIN.jsonl GOLD.jsonl --write FOUND.jsonl   and what it finds

A line of both is {"id", "text", "quotes": [{"content", "cue", "speaker"}]} in English, each a list of
[start, end) in code points. What is relayed by another statement is not counted, as in
docs/suggestions.md. Times are of one core's work.
"""

import argparse
import json
import time
from pathlib import Path
from random import Random
from statistics import mean

from annotations.domain.quotes import SHOWN, Suggestion, suggest
from annotations.domain.quotes.learning import Attributed, Example, Model, Score, train
from annotations.domain.quotes.learning.scoring import Count, count


def read(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def example(article: dict) -> Example:
    def spans(quote: dict, role: str) -> tuple[tuple[int, int], ...]:
        return tuple((start, end) for start, end in quote.get(role) or ())

    gold = [
        Attributed(spans(quote, "content"), spans(quote, "cue"), spans(quote, "speaker"))
        for quote in article["quotes"]
        if quote["content"]
    ]
    return Example(article["text"], "en", tuple(gold))


def score(gold: list[Example], found: list[list[Suggestion]], least: float = 0.0) -> Score:
    """Of all suggestions from a confidence on."""
    total = Count()
    for one, suggested in zip(gold, found, strict=True):
        made = [
            Attributed(every.content, every.cue, every.speaker)
            for every in suggested
            if every.parent is None and every.confidence >= least
        ]
        total += count(one.text, made, one.gold)
    return total.score


def line(name: str, got: Score) -> str:
    return f"{name} F1 {100 * got.f1:.1f} (P {100 * got.precision:.1f} R {100 * got.recall:.1f})"


def measure(name: str, gold: list[Example], model: Model | None) -> list[list[Suggestion]]:
    begun = time.process_time()
    found = [suggest(one.text, "en", model) for one in gold]
    speed = len(gold) / (time.process_time() - begun)
    every, shown = line("all", score(gold, found)), line("shown", score(gold, found, SHOWN))
    print(f"{name}: {every}, {shown}, {speed:.0f} articles/s", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("train", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--few", type=int, help="learn from so many articles instead of all")
    parser.add_argument("--seeds", type=int, default=1, help="so many draws of these")
    parser.add_argument("--write", type=Path, help="what is found, in the form of GOLD")
    options = parser.parse_args()
    articles = read(options.gold)
    gold = [example(article) for article in articles]
    lessons = [example(article) for article in read(options.train)]
    measure("rules", gold, None)
    scores = []
    for seed in range(options.seeds):
        drawn = Random(seed).sample(lessons, options.few or len(lessons))
        begun = time.process_time()
        model = train(drawn)
        spent = time.process_time() - begun
        size = len(model.to_bytes()) // 1024
        print(f"learned from {len(drawn)} articles in {spent:.0f} s, {size} KB")
        found = measure(f"taught, draw {seed}", gold, model)
        scores.append(score(gold, found).f1)
    print(f"mean of the draws: F1 {100 * mean(scores):.1f}")
    if options.write:
        with options.write.open("w", encoding="utf-8") as out:
            for article, suggested in zip(articles, found, strict=True):
                quotes = [
                    {"content": one.content, "cue": one.cue, "speaker": one.speaker}
                    for one in suggested
                    if one.parent is None
                ]
                print(json.dumps({"id": article["id"], "quotes": quotes}), file=out)


if __name__ == "__main__":
    main()
