"""A manager takes back what an analyst did at once, and that can be taken back as well."""

import pytest

from annotations.actions.acts import CannotUndo, redo, undo
from annotations.actions.article_tags import tag_article
from annotations.actions.codings import finish_coding
from annotations.actions.decisions import accept_speaker
from annotations.actions.elsewhere import take_elsewhere
from annotations.actions.spans import toggle_tag
from annotations.actions.taking_back import take_back
from annotations.models import Act, ArticleTag, Coding, Decision, Span, Suggestion
from annotations.queries.statements import line_of
from annotations.queries.tracks import tracks_of_annotation
from annotations.queries.trails import trail_of
from tests.actions.conftest import NOW, WINTER, Desk
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.factories.revisions import revise_to

TEXT = "Harbour news\n\nThe harbour is closed. Open the harbour, said Roth. Nobody opens the harbour. Who owns the harbour?"


@pytest.fixture
def quay(cast, desk):
    """“the harbour” is marked once, and then at three other places by one gesture."""
    row = add_article(cast.project, make_article(TEXT))
    here = Desk(row, cast.owner, desk.tag, desk.other_tag)
    number = here.mark("the harbour", desk.tag).annotation
    take_elsewhere(number=number, **here.here)
    return here


def bulk():
    return Act.objects.filter(gesture__isnull=False).order_by("number").first()


def passages():
    return Span.objects.filter(role="passage").count()


def test_it_is_gone_and_both_may_bring_it_back(cast, quay, state):
    whole = state(quay.coding)

    done = take_back(act=bulk(), by=cast.manager, at=NOW)
    assert passages() == 1
    assert (done.by, done.coding.analyst) == (cast.manager, cast.owner)
    with pytest.raises(CannotUndo, match="were changed since"):
        take_back(act=bulk(), by=cast.manager, at=NOW)

    # The analyst undoes it like work of their own.
    undo(**quay.here)
    assert state(quay.coding) == whole
    redo(**quay.here)
    assert passages() == 1

    # The manager takes it back like any other gesture.
    take_back(act=done, by=cast.manager, at=NOW)
    assert state(quay.coding) == whole


def test_the_history_says_who_did_it_for_whom(cast, quay):
    number = take_back(act=bulk(), by=cast.manager, at=NOW).annotation

    deeds = trail_of(tracks_of_annotation(line_of(quay.coding), number)).deeds
    found = [(deed.by, deed.how, deed.for_whom) for deed in deeds if deed.how]
    assert (cast.manager, "undone", cast.owner) in found


def test_what_was_changed_since_comes_first(cast, quay):
    last = Act.objects.latest("number")
    toggle_tag(number=last.annotation, tag=quay.other_tag, **quay.here)

    with pytest.raises(CannotUndo, match="1 of these annotations was changed since"):
        take_back(act=bulk(), by=cast.manager, at=NOW)

    undo(**quay.here)
    take_back(act=bulk(), by=cast.manager, at=NOW)
    assert passages() == 1


def test_what_was_taken_back_itself_is_no_longer_in_the_way(cast, quay):
    first = take_back(act=bulk(), by=cast.manager, at=NOW)
    take_back(act=first, by=cast.manager, at=NOW)
    assert passages() == 4

    take_back(act=bulk(), by=cast.manager, at=NOW)

    assert passages() == 1


def test_tags_of_an_article_are_taken_back_one_after_the_other(cast, quay):
    tags = [make_tag(cast.project.codebook, name, applies_to=["article"]) for name in ("a", "b")]
    here = {name: quay.here[name] for name in ("project_article", "by", "at")}
    first, second = (tag_article(tags=[tag], **here) for tag in tags)

    with pytest.raises(CannotUndo, match="Take that back first"):
        take_back(act=first, by=cast.manager, at=NOW)
    take_back(act=second, by=cast.manager, at=NOW)
    take_back(act=first, by=cast.manager, at=NOW)

    assert not ArticleTag.objects.exists()


def test_work_on_other_annotations_stays(cast, quay):
    quay.mark("Roth", quay.tag)

    take_back(act=bulk(), by=cast.manager, at=NOW)

    assert set(Span.objects.values_list("words", flat=True)) == {"the harbour", "Roth"}


def test_what_the_analyst_took_back_is_not_there_to_be_taken_back(cast, quay):
    undo(**quay.here)

    with pytest.raises(CannotUndo, match="already"):
        take_back(act=bulk(), by=cast.manager, at=NOW)


def test_a_single_act_is_nobody_else_s_to_take_back(cast, quay):
    single = Act.objects.filter(gesture__isnull=True).get()

    with pytest.raises(CannotUndo):
        take_back(act=single, by=cast.manager, at=NOW)


def test_accepted_suggestions_are_open_again(cast, winter):
    first = Suggestion.objects.filter(name="Ada Quill").earliest("attribution__number")
    accept_speaker(number=first.attribution.number, above=0.0, **winter.here)
    assert Decision.objects.count() > 1

    take_back(act=bulk(), by=cast.manager, at=NOW)

    assert Decision.objects.count() == 0
    assert not Coding.objects.get(analyst=winter.by).attributions.exists()


def test_also_where_the_analyst_is_done(cast, quay):
    """Whoever has left cannot reopen it."""
    finish_coding(**quay.here)

    take_back(act=bulk(), by=cast.manager, at=NOW)

    assert passages() == 1
    assert quay.coding.state == "done"


def test_an_earlier_state_of_the_text_stays(cast, desk):
    row = add_article(cast.project, make_article(TEXT))
    here = Desk(row, cast.owner, desk.tag, desk.other_tag)
    take_elsewhere(number=here.mark("the harbour").annotation, **here.here)
    revise_to(row.article, f"{TEXT} {WINTER}")

    with pytest.raises(CannotUndo, match="text was changed"):
        take_back(act=bulk(), by=cast.manager, at=NOW)
