import pytest
from django.db import IntegrityError, transaction

from annotations.models import Flag
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.flags import make_flag


@pytest.mark.parametrize("annotation", [None, 1])
def test_one_flag_of_one_reader_on_one_thing(cast, annotation):
    make_flag(cast.project_article, cast.owner, annotation)

    with pytest.raises(IntegrityError, match="flagged_once"), transaction.atomic():
        make_flag(cast.project_article, cast.owner, annotation)
    make_flag(cast.project_article, cast.second, annotation)
    make_flag(cast.project_article, cast.owner, 2)


def test_a_flag_stands_where_what_it_is_on_is_there(cast):
    coding = make_coding(cast.project_article, cast.owner)
    passage = make_passage(coding, "Both sides")
    said = make_attribution(coding, "shared work")
    part = said.spans.get()
    other = make_passage(make_coding(cast.project_article, cast.second, next_number=50), "Nobody")
    machine = make_passage(make_coding(cast.project_article, None, next_number=60), "Nobody")
    numbers = (None, passage.number, said.number, part.number, other.number, machine.number, 99)
    for number in numbers:
        make_flag(cast.project_article, cast.owner, number)

    standing = set(Flag.objects.standing().values_list("annotation", flat=True))

    assert standing == {None, passage.number, said.number}
