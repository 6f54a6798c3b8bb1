"""A filter of which most is folded away, and what is chosen is not."""

from collections.abc import Iterable

from django import forms

# One says nothing without the other.
DAYS = {"since", "until"}


class Folding(forms.Form):
    """`may_fold` names the fields that are folded away as long as nothing is chosen in them."""

    def may_fold(self) -> Iterable[str]:
        raise NotImplementedError

    def chosen_fields(self) -> list[forms.BoundField]:
        """In sight for what they say, which may also be wrong."""
        return [self[name] for name in self._offered() if self._is_in_sight(name)]

    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self._offered() if not self._is_in_sight(name)]

    def _offered(self) -> list[str]:
        return [name for name in self.may_fold() if name in self.fields]

    def _is_in_sight(self, name: str) -> bool:
        return any(self.data.get(one) for one in (DAYS if name in DAYS else {name}))
