"""From how many articles on learning pays: the difference to the rules alone, in several draws.

    python -m tests.bench.drawn TRAIN.jsonl --articles 10 25 50 --draws 8 --held-back 60

Each draw learns from so many articles and is measured on others of the same file, as the rules are.
TRAIN is as in `tests.bench.learning`; F1 end to end, in percent.
"""

import argparse
from pathlib import Path
from random import Random
from statistics import mean, stdev

from annotations.domain.quotes import suggest
from annotations.domain.quotes.learning import Example, Model, train
from tests.bench.learning import example, read, score


def f1(held_back: list[Example], model: Model | None) -> float:
    return 100 * score(held_back, [suggest(one.text, "en", model) for one in held_back]).f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("train", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 25, 50])
    parser.add_argument("--draws", type=int, default=8)
    parser.add_argument("--held-back", type=int, default=60)
    options = parser.parse_args()
    every = [example(article) for article in read(options.train)]
    for number in options.articles:
        gained = []
        for draw in range(options.draws):
            drawn = Random(1000 * number + draw).sample(every, number + options.held_back)
            lessons, held_back = drawn[:number], drawn[number:]
            gained.append(f1(held_back, train(lessons)) - f1(held_back, None))
        spread = f", spread {stdev(gained):.2f}" if len(gained) > 1 else ""
        worse = sum(one < 0 for one in gained)
        print(f"{number} articles: {mean(gained):+.2f}{spread}, worse in {worse} of {len(gained)}")


if __name__ == "__main__":
    main()
