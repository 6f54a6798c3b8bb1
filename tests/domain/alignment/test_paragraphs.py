import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.alignment import Pairing, Paragraph, align
from annotations.domain.alignment.paragraphs import anchors_of

ENGLISH = [
    "Quiet mediation brings fuel back",
    "The envoys of Valmere met for 6 hours in the harbour on Tuesday, and nobody would say afterwards what had been on the table.",
    "“We did not come to trade insults,” said Petra Lowen.",
    "No quick results",
    "Her counterpart Casimir Roth said that duties of 14 per cent would stay until the border commission had met, and that nobody in his capital expected anything before the autumn.",
    "The talks go on.",
]
FRENCH = [
    "Une médiation discrète ramène le carburant",
    "Les envoyés de Valmère se sont réunis pendant 6 heures mardi dans le port, et personne n’a voulu dire ensuite ce qui avait été mis sur la table.",
    "« Nous ne sommes pas venus pour échanger des insultes », a déclaré Petra Lowen.",
    "Pas de résultats rapides",
    "Son homologue Casimir Roth a affirmé que les droits de 14 pour cent resteraient jusqu’à la réunion de la commission frontalière, et que personne dans sa capitale n’attendait rien avant l’automne.",
    "Les pourparlers continuent.",
]
HEADINGS = {0, 3}


def side(texts):
    return [Paragraph(text, n in HEADINGS) for n, text in enumerate(texts)]


def pairs(ours, theirs):
    return [(one.ours, one.theirs) for one in align(ours, theirs)]


STRAIGHT = [((n,), (n,)) for n in range(6)]


def test_a_translation_paragraph_by_paragraph():
    assert pairs(side(ENGLISH), side(FRENCH)) == STRAIGHT


@pytest.mark.parametrize("left_out", [1, 4])
def test_a_paragraph_that_was_left_out_has_no_counterpart(left_out):
    theirs = side(FRENCH)
    del theirs[left_out]

    assert ((left_out,), ()) in pairs(side(ENGLISH), theirs)
    assert ((), (left_out,)) in pairs(theirs, side(ENGLISH))


def test_two_paragraphs_made_one():
    theirs = side(FRENCH)
    theirs[4:6] = [Paragraph(f"{FRENCH[4]} {FRENCH[5]}")]

    assert pairs(side(ENGLISH), theirs) == [*STRAIGHT[:4], ((4, 5), (4,))]


def test_a_heading_is_no_translation_of_a_paragraph():
    theirs = side(FRENCH)
    del theirs[3]

    assert ((3,), ()) in pairs(side(ENGLISH), theirs)


def test_names_and_numbers_say_which_of_two_as_long_was_translated():
    spoken = (
        "Petra Lowen spoke of it in 1998, when nobody in the harbour had asked her for an answer."
    )
    said = (
        "Petra Lowen en a parlé en 1998, quand personne au port ne lui avait demandé une réponse."
    )
    ours = [ENGLISH[4], "x" * 88, spoken, "y" * 88, ENGLISH[1]]
    theirs = [FRENCH[4], said, FRENCH[1]]

    assert pairs(*([Paragraph(text) for text in side] for side in (ours, theirs))) == [
        ((0,), (0,)),
        ((1,), ()),
        ((2,), (1,)),
        ((3,), ()),
        ((4,), (2,)),
    ]


ANCHORS = {
    "In 1,200 days Petra Lówen": {"1200", "petra", "lowen"},
    "٤٠ يوما": {"40"},
    "第3輪": {"3"},
    "no names here": set(),
    "": set(),
}


@pytest.mark.parametrize(("text", "anchors"), ANCHORS.items())
def test_anchors(text, anchors):
    assert anchors_of(text) == anchors


def test_one_side_may_be_empty():
    assert align([], []) == []
    assert len(align([], side(FRENCH * 30))) == 180
    assert align(side(ENGLISH[:2]), []) == [Pairing((0,), ()), Pairing((1,), ())]


@pytest.mark.parametrize(("few", "many"), [(1, 500), (2, 500), (7, 200)])
def test_sides_may_be_very_different(few, many):
    ours, theirs = [[Paragraph("x" * 50)] * n for n in (few, many)]

    assert sum(len(pair.theirs) for pair in align(ours, theirs)) == many
    assert sum(len(pair.ours) for pair in align(theirs, ours)) == many


def test_a_long_text_keeps_its_pairs():
    ours = [Paragraph(f"Article {n} of the treaty. " + "x" * (n * 37 % 400)) for n in range(600)]
    theirs = [Paragraph(f"Article {n} du traité. " + "x" * (n * 37 % 400)) for n in range(600)]
    del theirs[300:320]

    found = pairs(ours, theirs)

    assert ((599,), (579,)) in found
    assert all(pair in found for pair in [((5,), (5,)), ((400,), (380,))])


texts = st.lists(st.builds(Paragraph, st.text("ab 1A.", max_size=60), st.booleans()), max_size=12)


@given(texts, texts)
def test_every_paragraph_stands_in_one_pair_in_its_order(ours, theirs):
    found = align(ours, theirs)

    assert [n for one in found for n in one.ours] == list(range(len(ours)))
    assert [n for one in found for n in one.theirs] == list(range(len(theirs)))
    assert all(one.ours or one.theirs for one in found)


@given(texts)
def test_a_text_is_paired_with_itself(ours):
    assert [pair for pair in align(ours, ours) if pair.ours != pair.theirs] == []
