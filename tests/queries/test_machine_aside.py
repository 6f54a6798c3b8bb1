"""What the machine suggests is no statement of anybody: no page counts it before it is accepted."""

from datetime import UTC, datetime

import pytest

from annotations.models import Attribution, Coding, Project, ProjectArticle, Span, Suggestion
from annotations.queries.actors import count_statements
from annotations.queries.annotations import Sought as SoughtHere
from annotations.queries.annotations import annotations_of
from annotations.queries.article_orders import Sort, ordered
from annotations.queries.article_rows import listed
from annotations.queries.articles import Wanted, find_articles
from annotations.queries.home import desk_of
from annotations.queries.people import suggested
from annotations.queries.projects import progress_of, projects_for
from annotations.queries.speaking import Side, Sought, account_of, statements_of
from tests.factories.actors import make_actor
from tests.factories.annotations import TOUCHED, make_attribution, make_coding

PEOPLE = ["owner", "manager", "curator", "reader", "admin"]


@pytest.fixture
def quill(cast):
    """A speaker of whom only the machine has heard; even one whom it names by the register."""
    quill = make_actor("Ada Quillfeather")
    machines = make_coding(cast.project_article, None, changed_at=datetime(2030, 1, 1, tzinfo=UTC))
    make_attribution(machines, "shared work", speaker=quill, target=quill)
    return quill


@pytest.fixture
def machines(quill):
    return Coding.objects.get(kind="machine")


@pytest.mark.parametrize("who", PEOPLE)
def test_an_actor_has_said_nothing(cast, quill, who):
    reader = getattr(cast, who)

    assert count_statements([quill], reader) == {}
    assert set(account_of(quill, reader, Side.SAID).sides.values()) == {0}
    for side in Side:
        assert not statements_of(quill, reader, side, Sought()).exists()


@pytest.mark.parametrize("who", PEOPLE)
def test_an_articles_list_is_empty_until_the_machines_is_asked_for(cast, machines, who):
    row, reader = cast.project_article, getattr(cast, who)

    assert not annotations_of(row, reader, SoughtHere()).exists()
    assert annotations_of(row, reader, SoughtHere(coding=machines.pk)).count() == 1


@pytest.mark.parametrize("who", PEOPLE)
def test_no_article_is_found_by_it_and_none_was_worked_on(cast, quill, who):
    reader = getattr(cast, who)
    project = Project.objects.with_role_of(reader).get()

    assert not find_articles(project, reader, Wanted(speaker="Quill")).exists()
    begun, rest = ordered(project, reader, Wanted(), Sort.TOUCHED).parts
    assert list(begun.rows(None, False, 9)) == []
    [row] = rest.rows(None, False, 9)
    [row] = listed([row.pk], project, reader)
    assert (row.state, row.annotation_count) == ("", 0)


def test_nobody_has_begun(cast, quill):
    progress = progress_of(projects_for(cast.manager).get())

    assert (progress.begun, progress.done, list(progress.analysts)) == (0, 0, [])
    desk = desk_of(cast.owner, TOUCHED)
    assert (desk.last, list(desk.open)) == (None, [])
    assert list(desk.fresh) == [cast.project_article]


def test_nobody_is_named_here_yet(cast, quill):
    own = make_coding(cast.project_article, cast.owner)

    assert suggested("", cast.project_article, own, None) == []
    assert [one.is_here for one in suggested("Quill", cast.project_article, own, None)] == [False]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("owner", True),
        ("second", True),
        ("manager", True),
        ("curator", True),
        ("reader", True),
        ("admin", True),
        ("stranger", False),
    ],
)
def test_who_may_see_what_the_machine_suggests(cast, machines, who, sees):
    user = getattr(cast, who)
    said = machines.attributions.get()
    Suggestion.objects.create(attribution=said, project=cast.project, confidence=0.5)

    assert Coding.objects.visible_to(user).filter(pk=machines.pk).exists() is sees
    for model in (Attribution, Span, Suggestion):
        assert model.objects.visible_to(user).exists() is sees


def test_analysts_still_work_blind(cast, machines):
    make_coding(cast.project_article, cast.second)

    kinds = Coding.objects.visible_to(cast.owner).values_list("kind", flat=True)

    assert list(kinds) == ["machine"]


def test_the_article_is_still_new_to_everybody(cast, machines):
    rows = ProjectArticle.objects.visible_to(cast.owner).with_coding_of(cast.owner)

    assert [row.my_state for row in rows] == [""]
