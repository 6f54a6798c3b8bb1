"""What somebody chose among the results of a search, whose address says what was looked for."""

from uuid import UUID

from django.http import QueryDict

from annotations.forms.search import SearchForm
from annotations.models import SearchKind as Kind
from annotations.models import User
from annotations.queries.asking import Understood
from annotations.queries.looking import understood
from annotations.queries.search import Where
from annotations.queries.search_annotations import Said
from annotations.queries.search_chosen import Chosen


def chosen_of(user: User, query: str, keys: frozenset[UUID] | None) -> Chosen:
    """Those of `keys`, or with None all that is found at that address."""
    search = SearchForm(QueryDict(query))
    kind = search.looked_for()
    if kind == Kind.PEOPLE:
        return Chosen(
            user=user,
            kind=str(Kind.TEXT),
            where=Where(),
            said=Said(),
            asked=Understood(),
            keys=frozenset(),
        )
    asked = understood(search.asked(), kind)
    narrows = kind in {Kind.STATEMENTS, Kind.TAGGED} and search.narrows()
    if keys is None and (asked.is_everywhere or not (search.asked().terms or narrows)):
        # The page finds nothing then, and says so.
        keys = frozenset()
    return Chosen(
        user=user, kind=str(kind), where=search.where(), said=search.said(), asked=asked, keys=keys
    )
