"""What codebooks say about their tags, held against what analysts do."""

import pytest

from annotations.actions.acts import undo
from annotations.actions.article_tags import tag_article
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.codings import CannotAnnotateFinished, finish_coding
from annotations.actions.elsewhere import take_elsewhere
from annotations.actions.people import Named
from annotations.actions.restating import restate
from annotations.actions.spans import create_passage, toggle_tag, update_passage
from annotations.actions.tagging import CannotTag
from annotations.models import ArticleTag, SpanTag
from tests.actions.conftest import NOW
from tests.factories.actors import make_actor
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


def said(desk, *tags, **facts):
    return create_attribution(
        places=Places([desk.place("Both sides")]),
        facts=Facts("direct", tags=tags, **facts),
        **desk.here,
    )


def change(tag, **fields):
    for name, value in fields.items():
        setattr(tag, name, value)
    tag.save()
    return tag


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"retired_at": NOW}, "“Appeal” is retired: what bears it keeps it, nothing else gets it."),
        ({"applies_to": ["statement"]}, "“Appeal” is not for passages."),
        ({"applies_to": []}, "“Appeal” is not for passages."),
        ({"condition": "stance"}, "“Appeal” needs a stance."),
        ({"condition": "target"}, "“Appeal” needs to know about whom it is said."),
        ({"condition": "speaker"}, "“Appeal” needs to know who says it."),
    ],
)
def test_no_passage_gets_a_tag_that_is_not_for_it(desk, fields, sentence):
    change(desk.tag, **fields)

    with pytest.raises(CannotTag) as refusal:
        desk.mark("Both sides", desk.tag)

    assert (str(refusal.value), refusal.value.field) == (sentence, "tags")
    assert not SpanTag.objects.exists()


def test_what_bears_a_retired_tag_keeps_it_and_is_changed_freely(desk):
    act = desk.mark("Both sides", desk.tag)
    change(desk.tag, retired_at=NOW)

    update_passage(number=act.annotation, tags=[desk.tag, desk.other_tag], note="Both", **desk.here)
    toggle_tag(number=act.annotation, tag=desk.tag, **desk.here)
    with pytest.raises(CannotTag):
        toggle_tag(number=act.annotation, tag=desk.tag, **desk.here)
    undo(**desk.here)

    assert SpanTag.objects.filter(tag=desk.tag).exists()


def test_the_same_words_elsewhere_bear_what_the_first_ones_bear(cast, desk):
    desk.project_article = add_article(cast.project, make_article("The quay. The quay again."))
    act = desk.mark("The quay", desk.tag)
    change(desk.tag, retired_at=NOW)

    take_elsewhere(number=act.annotation, **desk.here)

    assert SpanTag.objects.filter(tag=desk.tag).count() == 2


def test_of_a_group_only_one_goes(desk):
    tone = make_tag(desk.tag.codebook, "Tone", is_single=True)
    for tag in (desk.tag, desk.other_tag):
        change(tag, parent=tone)
    act = desk.mark("Both sides", desk.tag)

    with pytest.raises(CannotTag) as refusal:
        toggle_tag(number=act.annotation, tag=desk.other_tag, **desk.here)

    assert str(refusal.value) == "Choose one of these: Appeal, Threat."
    toggle_tag(number=act.annotation, tag=desk.tag, **desk.here)
    toggle_tag(number=act.annotation, tag=desk.other_tag, **desk.here)
    assert [row.tag for row in SpanTag.objects.all()] == [desk.other_tag]


def test_a_condition_holds_as_long_as_the_tag_is_there(desk):
    change(desk.tag, condition="stance", applies_to=["statement"])
    with pytest.raises(CannotTag):
        said(desk, desk.tag)
    act = said(desk, desk.tag, stance="critical")

    with pytest.raises(CannotTag):
        restate(number=act.annotation, stance="critical", **desk.here)

    restate(number=act.annotation, stance="reject", **desk.here)


def test_where_the_codebook_says_so_a_stance_needs_somebody_to_be_about(desk):
    before = said(desk, stance="critical")
    change(desk.tag.codebook, stance_needs_target=True)

    for ask in (
        lambda: said(desk, stance="critical"),
        lambda: restate(number=said(desk).annotation, stance="support", **desk.here),
    ):
        with pytest.raises(CannotTag) as refusal:
            ask()
        assert refusal.value.field == "stance"
        assert str(refusal.value) == "Say about whom it is: a stance needs to know."

    said(desk, stance="critical", target=Named("target_name", make_actor("Valmere")))
    # What was said before the rule may be changed.
    restate(number=before.annotation, stance="support", **desk.here)


def test_tags_cost_one_question_and_none_where_there_are_none(desk):
    desk.mark("Both", desk.tag)

    def asked(*tags):
        sql = queries_of(lambda: create_passage(where=desk.place("sides"), tags=tags, **desk.here))
        return sum("is_single" in one for one in sql)

    assert (asked(), asked(desk.tag), asked(desk.tag, desk.other_tag)) == (0, 1, 1)


# The article as a whole ---------------------------------------------------------------------


def test_the_article_bears_what_is_for_articles(desk):
    genre = make_tag(desk.tag.codebook, "Feature", applies_to=["article"])

    tag_article(tags=[genre], **desk.here)
    tag_article(tags=[genre], **desk.here)
    assert [row.tag for row in ArticleTag.objects.all()] == [genre]
    with pytest.raises(CannotTag) as refusal:
        tag_article(tags=[genre, desk.tag], **desk.here)
    assert str(refusal.value) == "“Appeal” is not for articles."
    tag_article(tags=[], instead_of=[genre], **desk.here)
    assert not ArticleTag.objects.exists()


def test_who_is_done_changes_no_tag_of_the_article(desk):
    genre = make_tag(desk.tag.codebook, "Feature", applies_to=["article"])
    finish_coding(**desk.here)

    with pytest.raises(CannotAnnotateFinished):
        tag_article(tags=[genre], **desk.here)
