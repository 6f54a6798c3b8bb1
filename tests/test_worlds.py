"""What is copied is what was made."""

import pytest
from django.db import connection, transaction

from annotations.actions.indexing import index_due
from annotations.actions.jobs import gather_article_later
from annotations.models import Findable, FindableDue, Membership, Project, User
from tests.conftest import Cast, make_cast
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_project
from tests.test_demo_copies import rows
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """What is in all tables once the cast was made; it is here as a copy."""
    found = []

    def look():
        made = make_cast.__wrapped__()
        found.append(rows())
        return made

    made_once(look)()
    return found[0]


def test_every_row_of_every_table_is_there_again(made):
    assert rows() == made
    assert len(made["User"]) == 7
    assert made["ProjectEvent"]
    assert made["Paragraph"]


def test_each_test_has_a_cast_of_its_own():
    with transaction.atomic():
        first = make_cast()
        first.project.name = "Changed"
        first.project.save()
        Membership.objects.all().delete()
        transaction.set_rollback(True)

    second = make_cast()

    assert isinstance(second, Cast)
    assert second.project == first.project
    assert Project.objects.get().name == second.project.name == "Harbour talks"
    assert Membership.objects.count() == 5
    assert second.project_article.project is second.project


def test_triggers_go_on_after_it(cast):
    before = rows()

    cast.project.name = "Changed"
    cast.project.save()
    make_passage(make_coding(cast.project_article, cast.owner), "Envoys")

    assert len(rows()["ProjectEvent"]) == len(before["ProjectEvent"]) + 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore')")
        assert cursor.fetchone() in {("",), ("{}",)}


def test_what_stands_beside_it_stays_and_is_not_copied():
    make_project("Beside it")
    another = made_once(lambda: make_project("Another").pk)

    another()

    assert set(Project.objects.values_list("name", flat=True)) == {"Beside it", "Another"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_it_is_there_for_others_where_a_test_commits(cast, time):
    with connection.copy().cursor() as another:
        another.execute("SELECT name FROM annotations_project")
        assert another.fetchall() == [("Harbour talks",)]
        another.connection.close()


def test_what_is_changed_and_deleted_is_so_in_the_copy(cast):
    def change():
        User.objects.filter(pk=cast.owner.pk).update(name="Another")
        cast.project.memberships.filter(user=cast.reader).delete()

    made_once(change)()

    assert User.objects.get(pk=cast.owner.pk).name == "Another"
    assert User.objects.count() == 7
    assert cast.project.memberships.count() == 4


def test_rows_whose_key_has_several_columns_are_all_there(cast):
    """Three paragraphs were to be indexed, and then are: a row goes, and three come."""
    found = []

    def index():
        index_due()
        found.append(rows())

    made_once(index)()

    assert rows() == found[0]
    assert Findable.objects.filter(article=cast.project_article.article_id).count() == 3
    assert not FindableDue.objects.exists()


def test_work_for_the_worker_is_no_part_of_a_world(cast):
    def begin():
        gather_article_later(cast.project_article.article_id)

    with pytest.raises(AssertionError, match="worker"):
        made_once(begin)()
