"""Rows that were written down become rows again, with what they hold."""

import pytest
from django.db import transaction

from annotations.models import Act, Tag
from annotations.models.rows import copy_written
from tests.factories.annotations import make_coding
from tests.factories.projects import make_codebook
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
KEY = "01929292-0000-7000-8000-000000000001"


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
