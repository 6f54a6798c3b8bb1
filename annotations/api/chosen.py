"""What programs choose among the results of a search, to do something with all of it."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictStr

from annotations.api.inputs import Body
from annotations.forms.search_acts import MOST_CHOSEN
from annotations.models import User
from annotations.queries.search_chosen import Chosen, keys_of
from annotations.web.choosing import chosen_of


class ChosenIn(Body):
    """`query` as in the address of the page: `kind=statements&q=ceasefire`. All that it finds when
    it is done, or of that what has one of the `ids`: of articles, passages and statements, or
    comments."""

    query: Annotated[StrictStr, Field(max_length=4_000)]
    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_CHOSEN)] | None = None

    def chosen(self, user: User) -> Chosen:
        found = chosen_of(user, self.query, None)
        if self.ids is None:
            return found
        return replace(found, keys=keys_of(user, found.kind, self.ids))
