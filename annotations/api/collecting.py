"""A container as a collection of annotations, and the pages that it is read by."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from annotations.api.json_ld import described
from annotations.domain.coded.as_json import moment
from annotations.queries.contained import Contained, Part

PAGE = 100
MARK = "^(first|last|(after|before)-[0-9]{1,9}-[0-9a-f]{32})?$"


@dataclass(frozen=True)
class Collection:
    """What is held at an address: as addresses alone where `iris`, else whole."""

    contained: Contained
    container: str
    iris: bool

    @property
    def address(self) -> str:
        return f"{self.container}?iris={int(self.iris)}"

    def whole(self, *, minimal: bool) -> dict[str, Any]:
        """The container, with its first page in it unless `minimal`."""
        total, changed = self.contained.counted()
        made: dict[str, Any] = {
            "id": self.address,
            "type": ["BasicContainer", "AnnotationCollection"],
            "label": self.contained.project.name,
            "total": total,
        }
        if changed:
            made["modified"] = moment(changed)
        if not minimal:
            made["first"] = self._page("first", self.contained.first(PAGE), self.address)
        elif total:
            made["first"] = self._at("first")
        return made | ({"last": self._at("last")} if total else {})

    def page(self, mark: str) -> dict[str, Any]:
        """The page of that mark, which an earlier answer led to."""
        total, _changed = self.contained.counted()
        container = {"id": self.address, "total": total}
        return self._page(mark, self._part(mark, total), container)

    def _part(self, mark: str, total: int) -> Part:
        if mark == "first":
            return self.contained.first(PAGE)
        if mark == "last":
            return self.contained.last(PAGE, total)
        way, start, key = mark.split("-")
        cut = self.contained.after if way == "after" else self.contained.before
        return cut(UUID(key), int(start), PAGE)

    def _page(self, mark: str, part: Part, container: Any) -> dict[str, Any]:
        made = {"id": self._at(mark), "type": "AnnotationPage", "partOf": container}
        made["startIndex"] = part.start
        if part.has_previous:
            led = f"before-{part.start}-{part.held[0].id.hex}" if part.held else "last"
            made["prev"] = self._at(led)
        if part.has_next:
            led = f"after-{part.start + len(part.held)}-{part.held[-1].id.hex}"
            made["next"] = self._at(led)
        return made | {"items": self._items(part)}

    def _items(self, part: Part) -> list[Any]:
        if self.iris:
            return [f"{self.container}{one.id}" for one in part.held]
        found = self.contained.documents(part.held)
        return [described(self.container, one.id, document) for one, document in found]

    def _at(self, mark: str) -> str:
        return f"{self.address}&page={mark}"
