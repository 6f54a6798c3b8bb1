"""A project as a zip of JSON lines, one table a file, sent while it is written."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import JSONField, QuerySet

from annotations.exchange.zips import Drain
from annotations.models import (
    Actor,
    ActorName,
    Affiliation,
    Article,
    Capture,
    Codebook,
    Paragraph,
    Project,
    ProjectArticle,
    Revision,
    Source,
    Tag,
    User,
)
from annotations.models.belonging import OWNED, SHARED
from annotations.models.rows import AnyModel, fields_of, lines_of

FORMAT = "attache project"
VERSION = 1
MANIFEST = "manifest.json"
KEY = re.compile(r'"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})')


def project_file(project: Project) -> Iterator[bytes]:
    """The bytes of the file, as they come. What nobody may read otherwise is in it, too."""
    drain = Drain()
    tables: dict[str, dict[str, Any]] = {}
    referred = Referred()
    with (
        _at_one_moment(),
        zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
    ):
        for own in OWNED:
            rows = own.model._base_manager.filter(**{own.path: project.pk})
            if own.model in (Codebook, Tag):
                # Of several projects, perhaps.
                rows = rows.distinct()
            referred.note(rows)
            said = [one.name for one in fields_of(own.model) if one.name not in own.unsaid]
            yield from _table(file, drain, rows, tables, referred, tuple(said))
        # People come last: all others name them.
        for each in sorted(SHARED, key=lambda each: each.model is User):
            rows = _shared(each.model, project, referred)
            if not each.kept:
                referred.note(rows)
            yield from _table(file, drain, rows, tables, referred, each.kept)
        manifest = {"format": FORMAT, "version": VERSION, "name": project.name, "tables": tables}
        file.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    yield drain.taken()


@contextmanager
def _at_one_moment() -> Iterator[None]:
    """Reads within see nothing that is written meanwhile, so that all tables fit together."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def name_of(model: AnyModel) -> str:
    return f"tables/{model._meta.model_name}.jsonl"


class Referred:
    """The people, actors and posts that the rows name: in their columns, and what undo and redo say
    of them somewhere in JSON."""

    def __init__(self) -> None:
        self.keys: dict[AnyModel, set[UUID]] = {
            model: set() for model in (Actor, Affiliation, User)
        }

    def note(self, rows: QuerySet[Any]) -> None:
        """One query for each column."""
        for one in fields_of(rows.model):
            if one.remote_field and one.remote_field.model in self.keys:
                found = rows.order_by().values_list(one.attname, flat=True).distinct()
                self.keys[one.remote_field.model].update(key for key in found if key is not None)

    def read(self, lines: str) -> None:
        for key in set(KEY.findall(lines)):
            if (model := self._named.get(key)) is not None:
                self.keys[model].add(UUID(key))

    @cached_property
    def _named(self) -> dict[str, AnyModel]:
        """Whatever JSON could name: all of the registers."""
        return {
            str(key): model
            for model in self.keys
            for key in model._base_manager.values_list("pk", flat=True).iterator()
        }


def _table(
    file: zipfile.ZipFile,
    drain: Drain,
    rows: QuerySet[Any],
    tables: dict[str, dict[str, Any]],
    referred: Referred,
    kept: tuple[str, ...] = (),
) -> Iterator[bytes]:
    digest, count, name = hashlib.sha256(), 0, name_of(rows.model)
    has_json = any(isinstance(one, JSONField) for one in fields_of(rows.model, kept))
    with file.open(name, "w", force_zip64=True) as member:
        for lines in lines_of(rows, kept):
            text = "\n".join(lines) + "\n"
            if has_json:
                referred.read(text)
            data = text.encode()
            digest.update(data)
            member.write(data)
            count += len(lines)
            if drain.chunks:
                yield drain.taken()
    tables[name] = {"rows": count, "sha256": digest.hexdigest()}


def _shared(model: AnyModel, project: Project, referred: Referred) -> QuerySet[Any]:
    """Rows of other tables that the project's rows need."""
    articles = ProjectArticle.objects.filter(project=project).values("article")
    keys = referred.keys
    posts = Affiliation.objects.filter(pk__in=keys[Affiliation])
    ways: dict[AnyModel, Any] = {
        Source: {"pk__in": Article.objects.filter(pk__in=articles).values("source")},
        Article: {"pk__in": articles},
        Capture: {"article__in": articles},
        Revision: {"article__in": articles},
        Paragraph: {"revision__article__in": articles},
        Affiliation: {"pk__in": keys[Affiliation]},
        User: {"pk__in": keys[User]},
    }
    if model in (Actor, ActorName):
        named = keys[Actor].union(
            posts.values_list("person", flat=True),
            posts.exclude(organisation=None).values_list("organisation", flat=True),
        )
        ways[Actor], ways[ActorName] = {"pk__in": named}, {"actor__in": named}
    return model._base_manager.filter(**ways[model])


def leaves_nothing_out(project: Project) -> bool:
    """Whether the sources of all its articles let their whole text leave."""
    sources = Source.objects.filter(articles__project_articles__project=project).distinct()
    return all(source.rights.is_whole for source in sources)
