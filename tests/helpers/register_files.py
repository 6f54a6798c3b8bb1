"""Files for the register on their way, as tests of every layer need them."""

import io
from datetime import UTC, datetime

from annotations.exchange.register.importing import plan, read_register_file, start
from annotations.models import RegisterImport, User

NOW, LATER = datetime(2026, 3, 18, 9, tzinfo=UTC), datetime(2026, 3, 18, 10, tzinfo=UTC)
ACTORS = "id,kind,name,country,description,other_names,wikidata,notes\n"
POSTS = "id,person,post,organisation,first_day,last_day\n"


def kept(data: str | bytes, by: User | None = None, name: str = "people.csv") -> RegisterImport:
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return read_register_file(file, filename=name, by=by, at=NOW)


def planned(data: str | bytes, by: User | None = None) -> RegisterImport:
    return plan(kept(data, by), NOW)


def applied(data: str | bytes, by: User | None = None) -> RegisterImport:
    return start(planned(data, by), by=by, at=LATER)


def plans(upload: RegisterImport) -> list[str]:
    """What becomes of each row: the plan, or the reason why it is refused."""
    return [row.code or row.plan for row in upload.entries.order_by("number")]


def changes(upload: RegisterImport) -> list[list[tuple[str, str, str]]]:
    rows = upload.entries.order_by("number")
    return [[(field, old, new) for field, old, new in row.changes] for row in rows]
