import pytest

from annotations.queries.actors import register
from tests.factories.actors import make_actor

pytestmark = pytest.mark.django_db


def test_the_register_is_searched_by_name_and_kind():
    make_actor("Ada Quill")
    make_actor("Quill Institute", "organisation")

    assert [actor.name for actor in register("", "quil").order_by("place")] == [
        "Quill Institute",
        "Ada Quill",
    ]
    assert [actor.name for actor in register("organisation", "quill")] == ["Quill Institute"]
    assert [actor.name for actor in register("person")] == ["Ada Quill"]
