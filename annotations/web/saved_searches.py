"""Saved searches read as the page of the search reads its address."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.actions.following import MOST, Looked
from annotations.actions.saved_searches import CannotSaveSearch
from annotations.forms.search import SearchForm
from annotations.models import SavedSearch
from annotations.queries.looking import Question, found_by, understood


def question_of(query: str) -> Question:
    """`query` is that of an address. Two queries, none where no words are to be looked up."""
    return _question_in(SearchForm(QueryDict(query)))


def _question_in(form: SearchForm) -> Question:
    kind = form.looked_for()
    asked = understood(form.asked(), kind)
    return Question(kind, form.where(), form.said(), asked, form.typed())


def asked_for(query: str) -> Question:
    """Of what somebody wants to keep. Raises CannotSaveSearch where nothing can ever be found."""
    form = SearchForm(QueryDict(query))
    if backwards := form.errors.get("until"):
        raise CannotSaveSearch(str(backwards[0]), "query")
    question = _question_in(form)
    if not question.asks:
        raise CannotSaveSearch(_("It looks for nothing yet. Say what to look for."), "query")
    return question


def look(saved: SavedSearch) -> Looked:
    """What the worker finds for its owner; one more than MOST where there are more."""
    return Looked(*found_by(question_of(saved.query), saved.owner, MOST + 1))
