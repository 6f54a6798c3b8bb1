"""From the words that name a speaker to the person: names, affiliations, kinds."""

import pytest

from annotations.domain.quotes import suggest

FULL = "Anna Berg, a professor of law at the University of Lund, came to Oslo.\n\n"
RESOLVED = {
    # text: name, affiliation, kind
    "a full name": ("Anna Berg said the talks had failed.", "Anna Berg", "", "person"),
    "an apposition": (
        "Anna Berg, a professor of law at the University of Lund, said the talks had failed.",
        "Anna Berg",
        "professor of law at the University of Lund",
        "person",
    ),
    "an apposition after the tag": (
        "“The talks failed,” said Piet Veen, Eastern Europe expert at the Harbour Institute.",
        "Piet Veen",
        "Eastern Europe expert at the Harbour Institute",
        "person",
    ),
    "a title": (
        "Foreign Minister Anna Berg said the talks had failed.",
        "Anna Berg",
        "Foreign Minister",
        "person",
    ),
    "whom somebody belongs to": (
        "Commander Ashe of the Valmere coast guard said the talks had failed.",
        "Ashe",
        "Valmere coast guard",
        "person",
    ),
    "whom somebody belongs to, with “of” in it": (
        "Anna Berg of the Ministry of Foreign Affairs said the talks had failed.",
        "Anna Berg",
        "Ministry of Foreign Affairs",
        "person",
    ),
    "a name behind whose minister she is": (
        "Norway’s foreign minister, Anna Berg, told reporters that the talks had failed.",
        "Anna Berg",
        "Norway’s foreign minister",
        "person",
    ),
    "somebody of an institute who is named once": (
        "“No,” said Anna Berg of the Harbour Institute on Monday.",
        "Anna Berg",
        "Harbour Institute",
        "person",
    ),
    "whom somebody belongs to, without a name of its own": (
        "Anna Berg of the harbour ministry said the talks had failed.",
        "Anna Berg",
        "harbour ministry",
        "person",
    ),
    "a form of address is no post": ("Dr. Anna Berg said so on Monday: “No.”", "Anna Berg", "", "person"),
    "who she is": (
        "Anna Berg, who is the head of the agency, said the talks had failed.",
        "Anna Berg",
        "head of the agency",
        "person",
    ),
    "a surname alone": (
        FULL + "Berg said the talks had failed.",
        "Anna Berg",
        "professor of law at the University of Lund",
        "person",
    ),
    "a surname with a title": (FULL + "Ms. Berg said no: “Never.”", "Anna Berg", "professor of law at the University of Lund", "person"),
    "a pronoun": (
        FULL + "She said the talks had failed.",
        "Anna Berg",
        "professor of law at the University of Lund",
        "person",
    ),
    "a pronoun passes over the other gender": (
        FULL + "Piet Veen left early. She said the talks had failed.",
        "Anna Berg",
        "professor of law at the University of Lund",
        "person",
    ),
    "a role": (
        "Minister Anna Berg came to Oslo. The minister said the talks had failed.",
        "Anna Berg",
        "Minister",
        "person",
    ),
    "two of one surname stay two": (
        "Anna Berg met Lars Berg in Oslo. Berg said the talks had failed.",
        "Berg",
        "",
        "",
    ),
    "Chinese order of names": (
        "Wang Li came to Oslo. Wang said the talks had failed.",
        "Wang Li",
        "",
        "person",
    ),
    "who": ("They met Anna Berg, who said the talks had failed.", "Anna Berg", "", "person"),
    "an institution": ("The Foreign Ministry said the talks had failed.", "Foreign Ministry", "", "organisation"),
    "a seat of power": ("The Kremlin said the talks had failed.", "Kremlin", "", "organisation"),
    "a capital": ("Beijing said the talks had failed.", "Beijing", "", "country"),
    "an organisation by its last word": (
        "Harbour Rights Watch said the talks had failed.", "Harbour Rights Watch", "", "organisation",
    ),
    "an organisation by its article": (
        "The Blue Anchor said the talks had failed.", "Blue Anchor", "", "organisation",
    ),
    "a pronoun is no organisation": (
        "The Blue Anchor came to Oslo. She said the talks had failed.", "", "", "",
    ),
    "a first name before such a word": (
        "Anna Cross said the talks had failed.", "Anna Cross", "", "person",
    ),
    "a pronoun is the subject of the sentence before": (
        "Lev Orso met a deputy, Ivo Brandt. He said the talks had failed.", "Lev Orso", "", "person",
    ),
    "a pronoun is the latest subject, not whoever spoke before": (
        "Anna Berg said the talks had failed. Maria Linn disagreed. She said no: “Never.”",
        "Maria Linn",
        "",
        "person",
    ),
    "a pronoun is whoever spoke, not somebody mentioned": (
        "Anna Berg said the talks had failed. They blamed Maria Linn. She said no: “Never.”",
        "Anna Berg",
        "",
        "person",
    ),
    "a pronoun is nobody who only owns the subject": (
        "Maria Linn’s deputy, Anna Berg, came. She said the talks had failed.",
        "Anna Berg",
        "",
        "person",
    ),
    "a pronoun is the latest subject where nobody's gender is known": (
        "Orla Deen said the talks had failed. Bran Holt, who had led them, puts it less gently. "
        "“They were a farce,” he says.",
        "Bran Holt",
        "",
        "person",
    ),
    "who is she elsewhere is not he": (
        "Orla Deen said she had seen it. Bran Holt met Orla Deen. “They were a farce,” he said.",
        "Bran Holt",
        "",
        "person",
    ),
    "who is she in the next sentence is not he": (
        "Bran Holt came. Orla Deen left. She was tired. Orla Deen said so. “A farce,” he said.",
        "Bran Holt",
        "",
        "person",
    ),
    "what others say of her tells nothing": (
        "Orla Deen said “he is a fool”. “They were a farce,” she said.", "Orla Deen", "", "person",
    ),
    "a pronoun is nobody named behind it": (
        "Bran Holt has been careful. He has said that it would end, said Orla Deen.",
        "Bran Holt",
        "",
        "person",
    ),
    "a surname with a title introduces somebody": (
        "President Orso came to Oslo. “The talks failed,” he said.", "Orso", "President", "person",
    ),
    "a given name with a title is nobody yet": (
        "Senator Anna left. “The talks failed,” she said.", "", "", "",
    ),
    "a king has no more than one": ("King Anton said no: “Never.” He said so.", "Anton", "King", "person"),
    "a thing behind a title is nobody": (
        "Gov. Office came to Oslo. “The talks failed,” he said.", "", "", "",
    ),
    "the side of a first name": (
        "Anna Cross and Bran Holt said the talks had failed.", "Anna Cross", "", "person",
    ),
    "a name behind what somebody is for whom": (
        "Ministry spokesman Bran Holt said the talks had failed.", "Bran Holt", "Ministry spokesman", "person",
    ),
    "a name behind two things that he is": (
        "Harbour mogul and opera star Bran Holt said the talks had failed.", "Bran Holt", "", "person",
    ),
    "a name behind whose minister": (
        "Valmere’s Bran Holt said the talks had failed.", "Bran Holt", "", "person",
    ),
    "a name behind several titles": (
        "Valmere Finance Minister Bran Holt said the talks had failed.",
        "Bran Holt",
        "Valmere Finance Minister",
        "person",
    ),
    "a title is no name": (
        "Special Envoy Anna Berg came. The Special Envoy said the talks had failed.",
        "Anna Berg",
        "Special Envoy",
        "person",
    ),
    "the minister of what": (
        "Finance Minister Anna Berg met Interior Minister Bran Holt. "
        "The finance minister said the talks had failed.",
        "Anna Berg",
        "Finance Minister",
        "person",
    ),
    "the envoy of where": (
        "Envoy Anna Berg left. The Kostara envoy said the talks had failed.", "", "", "unnamed",
    ),
    "somebody else is not who is named": (
        "Anna Berg came. The brother of Anna Berg said the talks had failed.", "", "", "unnamed",
    ),
    "supporters are not who is named": (
        "Anna Berg came. Berg supporters said the talks had failed.", "", "", "unnamed",
    ),
    "her aides are not she": (
        "Anna Berg came. Berg’s aides said the talks had failed.", "", "", "unnamed",
    ),
    "her guard is not she": (
        "Anna Berg came. Berg’s coast guard said the talks had failed.", "Berg’s coast guard", "", "organisation",
    ),
    "her speech is hers": (
        "Anna Berg came. Berg’s speech said the talks had failed.", "Anna Berg", "", "person",
    ),
    "a place is no person": (
        "In Fort Orso, Bran Holt came by. “The talks failed,” he said.", "Bran Holt", "", "person",
    ),
    "where something is is no person": (
        "Bran Holt had left. They met in Lone Pine. “The talks failed,” he said.", "Bran Holt", "", "person",
    ),
    "a place speaks as a country": ("New Orso said the talks had failed.", "New Orso", "", "country"),
    "a place and more is no country": (
        "The New Orso Times said the talks had failed.", "New Orso Times", "", "organisation",
    ),
    "a dateline is no person": (
        "FORT LONE PINE ATOLL — Bran Holt came. “The talks failed,” he said.", "Bran Holt", "", "person",
    ),
    "nobody named": ("A senior EU official said the talks had failed.", "", "", "unnamed"),
    "a post at an institution": ("A spokesman of the Kremlin said the talks had failed.", "", "", "unnamed"),
    "a name behind the post": (
        "“The talks failed,” said a spokeswoman of the ministry, Anna Berg.",
        "Anna Berg",
        "spokeswoman of the ministry",
        "person",
    ),
    "officials": ("Officials said the talks had failed.", "", "", "unnamed"),
}  # fmt: skip


@pytest.mark.parametrize("row", RESOLVED.values(), ids=RESOLVED.keys())
def test_a_speaker_is_resolved_in_the_article(row):
    text, *expected = row

    found = suggest(text)[-1]

    assert [found.name, found.affiliation, found.kind] == expected


def test_the_reason_says_who_is_taken_for_whom():
    (found,) = suggest(FULL + "“The talks failed,” she said.")

    assert found.explanation.code == "direct.after"
    assert found.explanation.values["speaker"] == "she"
    assert found.explanation.values["name"] == "Anna Berg"
    assert found.reason == (
        "A quotation, and “said” after it. “she” is taken to be Anna Berg."
    )  # fmt: skip


def test_sure_rules_are_surer_than_daring_ones():
    sure = suggest("“We sign,” said Anna Berg.")[0]
    clause = suggest("Anna Berg said that the talks had failed.")[0]
    judgement = suggest("Anna Berg praised the offer.")[0]

    assert sure.confidence > clause.confidence > judgement.confidence
