"""Rows that were written down become rows again, with what they hold."""

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Act, Tag
from annotations.models.rows import copying
from tests.factories.annotations import make_coding
from tests.factories.projects import make_codebook
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
KEY = "01929292-0000-7000-8000-000000000001"


def copy_written(*what):
    with copying() as put:
        put(*what)


def a_tag(**more):
    facts = {"codebook_id": str(make_codebook("One").pk), "name": "Appeal", "key": "appeal"}
    return {"id": KEY, "position": 3, **facts, **more}


def test_what_a_row_does_not_name_is_as_in_new_ones_and_what_nobody_knows_is_left_aside():
    copy_written(Tag, [a_tag(applies_to=["passage"], weather="fine")])

    tag = Tag.objects.get(pk=KEY)
    assert (tag.name, tag.position, tag.colour, tag.parent) == ("Appeal", 3, "grey", None)
    assert tag.applies_to == ["passage"]


def test_a_column_of_words_is_not_given_json():
    row = a_tag()
    for wrong in ({"name": "Appeal"}, ["Appeal"]):
        with pytest.raises(TypeError, match="holds no JSON"), transaction.atomic():
            copy_written(Tag, [{**row, "definition": wrong}])


def test_json_is_changed_on_its_way_as_text(cast):
    coding, user = make_coding(cast.project_article, cast.owner), make_user("somebody")
    facts = {"number": 1, "verb": "create", "annotation": 1, "before": None, "touched": [[0, 4]]}
    facts |= {"coding_id": str(coding.pk), "by_id": str(user.pk), "at": "2026-03-18T09:00:00Z"}
    row = {"id": KEY, "after": {"note": "Ufer – sic"}, **facts}

    copy_written(Act, [row], lambda text: text.replace("sic", "not so"))

    act = Act.objects.get(pk=KEY)
    assert (act.before, act.after, act.touched) == (None, {"note": "Ufer – not so"}, [[0, 4]])


def test_a_thread_puts_them_in_while_the_next_are_made_ready():
    book = str(make_codebook("Two").pk)

    def tags(place):
        for number in range(place, place + 3):
            yield {
                "id": KEY[:-1] + str(number),
                "name": f"Tag {number}",
                "key": f"tag-{number}",
                "position": number,
                "codebook_id": book,
            }

    with copying() as put:
        put(Tag, tags(1))
        put(Tag, tags(4))
        # Who asks in between waits for what was put.
        assert Tag.objects.filter(codebook=book).count() == 6
        put(Tag, tags(7))

    assert Tag.objects.filter(codebook=book).count() == 9


def test_what_the_database_refuses_is_told_where_more_is_put_or_at_the_end():
    row = a_tag()
    for more in ([], [{**row, "id": KEY[:-1] + "2"}]):
        refused = pytest.raises(IntegrityError)
        with refused, transaction.atomic(), copying() as put:
            put(Tag, [row, row])
            put(Tag, more)

    assert not Tag.objects.filter(pk=KEY).exists()
