"""Real failures of other tools, and every kind of edit that an outlet makes without saying so."""

import unicodedata

import pytest

from annotations.domain.anchoring import carry

HEADLINE = "Harbour talks resume"
ARRIVAL = "Talks on the harbour resumed on Monday in Lindhaven. Delegates arrived by ferry."
QUOTE = "“We will not accept the ruling,” says Zoë Deen. “It is unjust and it is late.”"
SOURCED = "According to Orla Vance, the ministry will answer within 14 days."
FERRY = "The ferry company raised its prices again. Nobody in the islands was surprised."
SPOKEN = "Casimir Roth left early. “The harbour stays closed until spring,” he said."
PARAGRAPHS = [HEADLINE, ARRIVAL, QUOTE, SOURCED, SPOKEN, FERRY]
TEXT = "\n\n".join(PARAGRAPHS)

REFUSAL = "We will not accept the ruling"


def joined(*paragraphs):
    return "\n\n".join(paragraphs)


def became(new, words, old=TEXT):
    """(outcome, the words that stand there now or None) of the first place of `words`."""
    start = old.index(words)
    (carried,) = carry(old, new, [(start, start + len(words))])
    return str(carried.outcome), carried.place and new[slice(*carried.place)]


def edited(before, after):
    assert before in TEXT
    return TEXT.replace(before, after)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (TEXT, REFUSAL),
        (joined("Updated at noon.", TEXT), REFUSAL),
        (edited("prices again", "fares again"), REFUSAL),
        (edited(HEADLINE, "Talks are on"), REFUSAL),
        (edited("Lindhaven. Delegates", "Lindhaven.\n\nDelegates"), "Delegates arrived by ferry."),
        (edited("ferry.\n\n", "ferry. "), REFUSAL),
        (edited("\n\n", "\n"), REFUSAL),
        (edited(" says Zoë", "\u00a0 says Zoë"), REFUSAL),
        (TEXT[: TEXT.index("According")], REFUSAL),
        # How an outlet prints its quotation marks is not what anybody says.
        (TEXT.replace("“", "« ").replace("”", " »"), REFUSAL),
        (TEXT.replace("“", '"').replace("”", '"'), REFUSAL),
        # Other words of the same speaker are not the clause that says who speaks.
        (edited("not ", ""), "It is unjust and it is late."),
        (edited("it is late", "it is early"), REFUSAL),
        # A copy elsewhere, as a pull quote, does not put in doubt what did not stir.
        (joined(HEADLINE, QUOTE, *PARAGRAPHS[1:]), "Delegates arrived by ferry."),
    ],
)
def test_what_nobody_touched_is_the_same(new, words):
    assert became(new, words) == ("same", words)


def test_nobody_is_nobody_whoever_spoke_before():
    knowing = "Nobody knows more, Quill said."
    old, new = joined(SOURCED, QUOTE, knowing), joined(QUOTE, SOURCED, knowing)

    assert became(new, "knows more", old) == ("same", "knows more")


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (joined(HEADLINE, ARRIVAL, SOURCED, SPOKEN, FERRY, QUOTE), REFUSAL),
        (joined(HEADLINE, QUOTE, ARRIVAL, SOURCED, SPOKEN, FERRY), REFUSAL),
        (joined(HEADLINE, ARRIVAL, SOURCED, SPOKEN, FERRY, QUOTE), QUOTE),
        (edited("Delegates arrived by ferry.", "").replace(FERRY, f"{FERRY} Delegates arrived by ferry."), "Delegates arrived by ferry."),
    ],
)  # fmt: skip
def test_what_stands_elsewhere_with_all_that_was_said_about_it_moved(new, words):
    assert became(new, words) == ("moved", words)


def test_only_what_changed_places_with_more_than_itself_moved():
    new = joined(HEADLINE, ARRIVAL, SOURCED, SPOKEN, FERRY, QUOTE)

    assert became(new, "the ministry will answer")[0] == "same"
    assert became(new, "prices again")[0] == "same"


def test_of_two_paragraphs_that_changed_places_both_moved():
    new = joined(HEADLINE, ARRIVAL, SOURCED, QUOTE, SPOKEN, FERRY)

    assert became(new, REFUSAL)[0] == became(new, "the ministry will answer")[0] == "moved"


@pytest.mark.parametrize(
    ("new", "words", "now"),
    [
        # The words.
        (edited("not ", ""), REFUSAL, "We will accept the ruling"),
        (edited("14 days", "40 days"), "within 14 days", "within 40 days"),
        (edited("14 days", "40 days"), "14", "40"),
        (edited("the ruling", "the verdict"), REFUSAL, "We will not accept the verdict"),
        (TEXT.replace("“", "«").replace("”", "»"), f"“{REFUSAL},”", f"«{REFUSAL},»"),
        (unicodedata.normalize("NFD", TEXT), "Zoë Deen", "Zoe\u0308 Deen"),
        (edited("the ruling", "the  ruling"), REFUSAL, "We will not accept the  ruling"),
        (edited("Lindhaven. Delegates", "Lindhaven.\n\nDelegates"), "Lindhaven. Delegates", "Lindhaven.\n\nDelegates"),
        (edited(HEADLINE, "Harbour talks resume in Lindhaven"), HEADLINE, HEADLINE),
        # Who says them.
        (edited("Deen", "Okoro"), REFUSAL, REFUSAL),
        (edited("Deen", "Okoro"), "It is unjust and it is late.", "It is unjust and it is late."),
        (edited("says Zoë", "denies Zoë"), REFUSAL, REFUSAL),
        (edited("Orla Vance", "Ines Roth"), "the ministry will answer", "the ministry will answer"),
        (edited("Orla Vance", "Ines Roth"), "Orla Vance", "Ines Roth"),
        (edited("According to Orla Vance, the", "The"), "ministry will answer", "ministry will answer"),
        (edited("Casimir Roth", "Anna Lowen"), "stays closed until spring", "stays closed until spring"),
        (unicodedata.normalize("NFD", TEXT), REFUSAL, REFUSAL),
        # Words and place.
        (joined(HEADLINE, ARRIVAL, SOURCED, SPOKEN, FERRY, QUOTE.replace("not ", "")), REFUSAL, "We will accept the ruling"),
        (joined(HEADLINE, ARRIVAL, SOURCED, SPOKEN, FERRY, QUOTE.replace("Deen", "Okoro")), REFUSAL, REFUSAL),
    ],
)  # fmt: skip
def test_what_is_still_this_passage_but_not_the_same_is_changed(new, words, now):
    assert became(new, words) == ("changed", now)


@pytest.mark.parametrize(
    "new",
    [
        edited(QUOTE, joined(QUOTE, QUOTE)),
        edited(QUOTE, f"“{REFUSAL},” says Zoë Deen. {QUOTE}"),
        joined(QUOTE, HEADLINE, FERRY, QUOTE),
        edited("not accept the ruling", "accept the ruling") + "\n\n" + QUOTE,
    ],
)
def test_where_several_places_could_be_it_nobody_guesses(new):
    outcome, now = became(new, REFUSAL)

    assert outcome == "ambiguous"
    assert now == REFUSAL


def test_one_of_two_that_are_the_same_went_and_nothing_says_which():
    twice = joined(HEADLINE, QUOTE, QUOTE, FERRY)
    second = twice.index(REFUSAL, twice.index(REFUSAL) + 1)
    once = joined(HEADLINE, QUOTE, FERRY)

    carried = carry(twice, once, [(second, second + len(REFUSAL))])

    assert became(once, REFUSAL, old=twice)[0] == carried[0].outcome == "ambiguous"


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("A new text about something else. " * 8, REFUSAL),
        (joined(HEADLINE, ARRIVAL, SOURCED, SPOKEN, FERRY), REFUSAL),
        (TEXT[: TEXT.index("“")], REFUSAL),
        (edited("not ", ""), "not"),
        ("", REFUSAL),
    ],
)
def test_what_nothing_is_like_is_gone(new, words):
    assert became(new, words) == ("gone", None)


def test_a_look_alike_that_stood_there_before_is_not_what_went():
    alike = "“We will now accept the aid,” says Zoë Deen."
    old = joined(HEADLINE, QUOTE, ARRIVAL, alike)

    assert became(joined(HEADLINE, ARRIVAL, alike), REFUSAL, old=old) == ("gone", None)


def test_the_same_words_of_somebody_else_are_not_what_went():
    theirs = f"“{REFUSAL},” said Petra Lowen."
    old = joined(HEADLINE, QUOTE, ARRIVAL, theirs, FERRY)

    assert became(joined(HEADLINE, ARRIVAL, theirs, FERRY), REFUSAL, old=old) == ("gone", None)


def test_who_is_named_in_full_elsewhere_may_be_somebody_else_now():
    old = joined("Petra Lowen spoke first.", ARRIVAL, f"“{REFUSAL},” said Lowen.")
    new = old.replace("Petra", "Anna")

    assert became(new, REFUSAL, old=old) == ("changed", REFUSAL)
    assert became(joined(ARRIVAL, f"“{REFUSAL},” said Lowen."), REFUSAL, old=old)[0] == "same"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("部长说：“我们不会接受裁决。”代表团周一抵达。", "部长说：“我们会接受裁决。”代表团周一抵达。", "我们不会接受裁决"),
        ("« Nous ne signerons pas », a déclaré Anna Berg.", "« Nous signerons », a déclaré Anna Berg.", "Nous ne signerons pas"),
        ("„Wir unterschreiben nicht“, sagte Anna Berg.", "„Wir unterschreiben nicht“, sagte Eva Lind.", "Wir unterschreiben nicht"),
        ("وقال الوزير: «لن نقبل الحكم».", "وقال السفير: «لن نقبل الحكم».", "لن نقبل الحكم"),
    ],
)  # fmt: skip
def test_it_holds_in_other_languages_and_scripts(old, new, words):
    assert became(new, words, old=old)[0] == "changed"


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (4, 2), (0, 99)])
def test_a_span_that_is_no_range_is_refused(span):
    with pytest.raises(ValueError, match="is no range of the old text"):
        carry("Ten letters", "Ten letters", [(0, 3), span])


def test_white_space_is_where_the_words_beside_it_are():
    old = "One word here.  Two words there."

    (carried,) = carry(old, "Before. " + old, [(14, 16)])
    assert (carried.outcome, carried.place) == ("same", (22, 24))
    (carried,) = carry(old, old.replace("  ", " "), [(14, 16)])
    assert carried.outcome == "gone"


SAID = [
    "“{words},” said {name}.",
    "{name} told reporters: “{words}. It is late.”",
    "“It is late,” said {name}. “{words}.”",
    "“It is late,” {name} said in a speech. He added: “{words}.”",
    "{name} spoke on Monday.\n\n“{words},” she said.",
    "{name} denied it. “{words},” his spokesman said.",
    "{name} was asked about it. “{words},” was the answer.",
    "{name} said it was late.\n\n“{words}.”",
    "“{words}.” {name} was clear.",
    "“{words}.” — {name}",
    "“{words}.”\n\nThose were the words of {name}.",
    "According to {name}, {words}.",
    "{words}, {name} said.",
    "In the words of {name}, “{words}”.",
    "‘{words},’ said {name}.",
    "« {words} », a déclaré {name}.",
    "«{words}», сказал {name}.",
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("names", [("Deen", "Okoro"), ("Ada Deen", "Ada Roth"), ("Ada Deen", "Ida Deen")])  # fmt: skip
def test_however_a_speaker_is_named_another_one_is_a_change(said, names):
    before, after = (said.format(words=REFUSAL, name=name) for name in names)
    old = joined(ARRIVAL, before, FERRY)

    assert became(joined(ARRIVAL, after, FERRY), REFUSAL, old=old) == ("changed", REFUSAL)
    assert became(joined(FERRY, ARRIVAL, after), REFUSAL, old=old) == ("changed", REFUSAL)
    assert became(joined("Updated.", old), REFUSAL, old=old) == ("same", REFUSAL)
