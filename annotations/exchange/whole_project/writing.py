"""A project as a zip of JSON lines, one table a file, sent while it is written."""

import hashlib
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import JSONField, Model, QuerySet

from annotations.models import (
    Actor,
    ActorName,
    Affiliation,
    Article,
    Capture,
    Paragraph,
    Project,
    ProjectArticle,
    Revision,
    Source,
    User,
)
from annotations.models.belonging import OWNED, SHARED, AnyModel, fields_of, written

FORMAT = "attache project"
VERSION = 1
MANIFEST = "manifest.json"
AT_ONCE = 500
LOOKS_LIKE_A_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Referred = dict[AnyModel, set[UUID]]


def project_file(project: Project) -> Iterator[bytes]:
    """The bytes of the file, as they come. What nobody may read otherwise is in it, too."""
    drain = Drain()
    tables: dict[str, dict[str, Any]] = {}
    referred: Referred = defaultdict(set)
    with transaction.atomic(), zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED) as file:
        for own in OWNED:
            rows = own.model._base_manager.filter(**{own.path: project.pk}).distinct()
            yield from _table(file, drain, own.model, rows, tables, referred=referred)
        # People come last: all others name them.
        for each in sorted(SHARED, key=lambda each: each.model is User):
            rows = _shared(each.model, project, referred)
            yield from _table(file, drain, each.model, rows, tables, each.kept, referred)
        said = {"format": FORMAT, "version": VERSION, "name": project.name, "tables": tables}
        file.writestr(MANIFEST, json.dumps(said, ensure_ascii=False, indent=1))
    yield drain.taken()


def name_of(model: AnyModel) -> str:
    return f"tables/{model._meta.model_name}.jsonl"


class Drain(io.RawIOBase):
    """What a zip is written into: it keeps what was not taken yet."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.held = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.chunks.append(bytes(data))
        self.held += len(data)
        return len(data)

    def taken(self) -> bytes:
        chunks, self.chunks, self.held = self.chunks, [], 0
        return b"".join(chunks)


def _table(
    file: zipfile.ZipFile,
    drain: Drain,
    model: AnyModel,
    rows: QuerySet[Any],
    tables: dict[str, dict[str, Any]],
    kept: tuple[str, ...] = (),
    referred: Referred | None = None,
) -> Iterator[bytes]:
    digest, count = hashlib.sha256(), 0
    with file.open(name_of(model), "w", force_zip64=True) as member:
        for row in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
            if referred is not None and not kept:
                _note(row, referred)
            line = json.dumps(written(row, kept), cls=DjangoJSONEncoder, ensure_ascii=False)
            data = line.encode("utf-8") + b"\n"
            digest.update(data)
            member.write(data)
            count += 1
            if drain.chunks:
                yield drain.taken()
    tables[name_of(model)] = {"rows": count, "sha256": digest.hexdigest()}


def _note(row: Model, referred: Referred) -> None:
    """Remember what the row refers to; what undo and redo say of actors is somewhere in JSON."""
    for one in fields_of(type(row)):
        value = one.value_from_object(row)
        if one.remote_field and value is not None:
            referred[one.remote_field.model].add(value)
        elif isinstance(one, JSONField) and value:
            found = LOOKS_LIKE_A_KEY.findall(json.dumps(value, default=str))
            for model in (Actor, Affiliation, User):
                referred[model].update(map(UUID, found))


def _shared(model: AnyModel, project: Project, referred: Referred) -> QuerySet[Any]:
    """Rows of other tables that the project's rows need."""
    articles = ProjectArticle.objects.filter(project=project).values("article")
    posts = Affiliation.objects.filter(pk__in=referred[Affiliation])
    ways: dict[AnyModel, Any] = {
        Source: {"articles__in": articles},
        Article: {"pk__in": articles},
        Capture: {"article__in": articles},
        Revision: {"article__in": articles},
        Paragraph: {"revision__article__in": articles},
        Affiliation: {"pk__in": referred[Affiliation]},
        User: {"pk__in": referred[User]},
    }
    if model in (Actor, ActorName):
        keys = referred[Actor].union(
            posts.values_list("person", flat=True),
            posts.exclude(organisation=None).values_list("organisation", flat=True),
        )
        ways[Actor], ways[ActorName] = {"pk__in": keys}, {"actor__in": keys}
    return model._base_manager.filter(**ways[model]).distinct()


def leaves_nothing_out(project: Project) -> bool:
    """Whether the sources of all its articles let their whole text leave."""
    sources = Source.objects.filter(articles__project_articles__project=project).distinct()
    return all(source.rights.is_whole for source in sources)
