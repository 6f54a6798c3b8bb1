import pytest

from annotations.domain.feeds.entries import entry
from annotations.domain.feeds.rules import Rules

ENTRY = entry(
    "",
    "https://quay.test/world/news/1",
    title="Envoys meet on Grain",
    summary="A <b>tariff</b> is looked at.",
    language="en-GB",
    sections=("Trade",),
)


@pytest.mark.parametrize(
    ("rules", "fits"),
    [
        (Rules(), True),
        (Rules(words=["grain"]), True),
        (Rules(words=["coal", "TARIFF"]), True),
        (Rules(words=["coal"]), False),
        (Rules(sections=["trade"]), True),
        (Rules(sections=["World"]), True),
        (Rules(sections=["sport"]), False),
        (Rules(languages=["en", "fr"]), True),
        (Rules(languages=["fr"]), False),
        (Rules(words=["grain"], sections=["sport"]), False),
    ],
)
def test_what_fits(rules, fits):
    assert rules.fit(ENTRY) is fits


def test_an_entry_that_does_not_say_its_language_waits_for_its_article():
    rules = Rules(languages=["fr"])

    assert rules.fit(entry("", "https://quay.test/1"))
    assert not rules.fit_language("en")
    assert rules.fit_language("fr")
