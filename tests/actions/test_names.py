import pytest

from annotations.actions.names import CannotKeepName, add_name, change_name, remove_name
from annotations.models import ActorName
from tests.factories.actors import make_actor, make_name
from tests.factories.users import make_user


@pytest.fixture
def analyst(db):
    return make_user("analyst")


def test_a_name_is_added_changed_and_removed(analyst):
    row = add_name(actor=make_actor(), name=" Ада  Квилл", language="RU", kind="native", by=analyst)
    kept = (row.name, row.language, row.kind)

    change_name(row=row, name="Квилл", language="uk", kind="short", by=analyst)
    row.refresh_from_db()

    assert kept == ("Ада Квилл", "ru", "native")
    assert (row.name, row.language, row.kind) == ("Квилл", "uk", "short")
    remove_name(row=row, by=analyst)
    assert not ActorName.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"name": " "}, "name", "cannot be blank"),
        ({"name": "ADA QUILL"}, "name", "shown already"),
        ({"name": "the quill"}, "", "there already"),
        ({"name": "A", "language": "English!"}, "", "A language is a code"),
        ({"name": "A", "kind": "pet"}, "kind", "not a valid choice"),
    ],
)
def test_what_makes_no_name_is_refused(analyst, fields, field, sentence):
    actor = make_actor("Ada Quill")
    make_name(actor, "The Quill")

    with pytest.raises(CannotKeepName, match=sentence) as refusal:
        add_name(actor=actor, by=analyst, **fields)

    assert refusal.value.field == field
