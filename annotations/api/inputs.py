"""What programs may send: exactly what the description says, nothing that could also be meant."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationInfo,
)

from annotations.api.problems import blamed
from annotations.forms.days import is_backwards

# Far above the longest text, far below what the database can count.
LONGEST = 1_000_000_000
MOST = 100


class Body(Schema):
    """A misspelled name is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


def _day(value: Any) -> Any:
    if isinstance(value, date) or value is None:
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else _no_day()
    except (TypeError, ValueError):
        return _no_day()


def _after_since(until: date | None, info: ValidationInfo) -> date | None:
    """Of shapes with `since` before `until`."""
    if is_backwards(info.data.get("since"), until):
        raise ValueError(_("since is after until, so nothing can fit"))
    return until


def _no_day() -> Any:
    raise ValueError(_("A day is written as 2026-03-18"))


def says_something(value: str) -> str:
    if not value.strip():
        raise ValueError(_("This must not be empty"))
    return value


Day = Annotated[date, BeforeValidator(_day)]
LastDay = Annotated[Day | None, AfterValidator(_after_since)]
Flag = StrictBool
Place = Annotated[StrictInt, Field(ge=0, le=LONGEST)]
Name = Annotated[StrictStr, Field(min_length=1, max_length=200), AfterValidator(says_something)]
Word = Annotated[StrictStr, Field(max_length=200)]
Note = Annotated[StrictStr, Field(max_length=10_000)]
Country = Annotated[StrictStr, Field(pattern="^([A-Z]{2})?$")]
Language = Annotated[StrictStr, Field(max_length=8)]
Address = Annotated[StrictStr, Field(max_length=2_000)]


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def unsaid() -> Any:
    """Of a body that changes what it names: this may be left out, and is then left as it is."""
    return Field(None, json_schema_extra=_without_default)


def demand_known(request: HttpRequest, shape: type[Schema]) -> None:
    """Of a form, what bodies ask of themselves. Raises Problem for a field that is none."""
    for name in sorted(request.POST.keys() - shape.model_fields.keys()):
        raise blamed(name, _("There is no such field."))


def said(body: Schema) -> dict[str, Any]:
    """What the body names, and no more."""
    return {name: getattr(body, name) for name in body.model_fields_set}
