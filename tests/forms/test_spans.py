"""What the annotating page sends about spans."""

from uuid import UUID

import pytest
from django.http import QueryDict

from annotations.forms.spans import PassageForm
from annotations.queries.readings import Tagbook
from tests.factories.projects import make_codebook, make_tag

pytestmark = pytest.mark.django_db

PLACE = "start=0&end=6&words=Envoys"


def test_forms_have_fields_in_common_but_not_what_is_sent_to_them():
    books = [make_codebook(name) for name in ("One", "Other")]
    tags = [make_tag(book, "Appeal") for book in books]

    def form_of(book, more):
        return PassageForm(QueryDict(PLACE + more), tagbook=Tagbook(book.pk))

    forms = [
        form_of(book, f"&tags={tag.pk}&note={book.name}")
        for book, tag in zip(books, tags, strict=True)
    ]
    wrong = form_of(books[0], f"&tags={tags[1].pk}")

    assert [form.is_valid() for form in forms] == [True, True]
    assert [form.cleaned_data["tags"] for form in forms] == [[tag] for tag in tags]
    assert [form.cleaned_data["note"] for form in forms] == ["One", "Other"]
    assert forms[0].fields["words"] is forms[1].fields["words"]
    assert wrong.sentence == "This project's codebook has no such tag."


@pytest.mark.parametrize("sent", ["start=6&end=6&words=", f"{PLACE}&tags={UUID(int=7)}", "end=3"])
def test_what_is_wrong_with_one_form_is_not_wrong_with_the_next(sent):
    book = Tagbook(make_codebook("One").pk)

    assert not PassageForm(QueryDict(sent), tagbook=book).is_valid()
    assert PassageForm(QueryDict(PLACE), tagbook=book).is_valid()
