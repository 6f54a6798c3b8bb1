"""A project made anew out of the rows of a file."""

import hashlib
import secrets
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import appear_in_copies_later, gather_articles_later
from annotations.actions.keeping import Refused, audited
from annotations.domain.names import tidy
from annotations.models import (
    Article,
    Capture,
    Codebook,
    Membership,
    Project,
    ProjectArticle,
    Revision,
    Role,
    Tag,
    User,
)
from annotations.models.belonging import (
    OWNED,
    SHARED,
    AnyModel,
    Owned,
    Shared,
    column_of,
    fields_of,
    read,
)
from annotations.models.ready import insert_as_they_are

Row = dict[str, Any]
Rows = Callable[[AnyModel], Iterator[Row]]
AT_ONCE = 500
OWN = {each.model for each in OWNED}


class CannotRestore(Refused):
    """The name is taken, or something in the file does not go together with what is here."""


@dataclass
class Restored:
    """`strangers` are user names of the file that nobody had here: they have an account now that
    nobody can sign in with."""

    project: Project
    mask: int
    strangers: list[str] = field(default_factory=list)


@audited
def restore_project(*, rows: Rows, name: str, by: User, at: datetime) -> Restored:
    """A new project with all that is in the file; nothing of one that is here is changed.

    Articles, actors and people that are here already are used as they are. Whoever restores manages
    it. Raises CannotRestore.
    """
    name = tidy(name)
    if Project.objects.filter(name__iexact=name).exists():
        raise CannotRestore(_("There is a project with this name already."), "name")
    try:
        return _Restoring(rows, name, by, at).all()
    except (ValidationError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise CannotRestore(_("The file holds a row that makes no sense here.")) from error
    except DatabaseError as error:
        sentence = _("Something in the file contradicts what is here: %(why)s")
        raise CannotRestore(sentence % {"why": str(error).split("\n")[0]}) from error


class _Restoring:
    """Keys of the project's own rows are those of the file, each changed in the same way, so that
    no list of them is kept; `shared` says what all others are called here."""

    def __init__(self, rows: Rows, name: str, by: User, at: datetime) -> None:
        self.rows, self.name, self.by, self.at = rows, name, by, at
        # The random bits of a key; those that tell its time stay.
        self.mask = secrets.randbits(62)
        self.shared: dict[AnyModel, dict[UUID, UUID]] = {each.model: {} for each in SHARED}
        self.new: dict[AnyModel, set[UUID]] = {each.model: set() for each in SHARED}
        self.strangers: list[str] = []

    def all(self) -> Restored:
        for shared in SHARED:
            for row in self.rows(shared.model):
                self._share(shared, row)
        own_codebook = not self._has_codebook()
        for owned in OWNED:
            if owned.model in (Codebook, Tag) and not own_codebook:
                continue
            self._own(owned)
        project = self._project()
        Membership.objects.update_or_create(
            project=project, user=self.by, defaults={"role": Role.MANAGER}
        )
        gather_articles_later(self.new[Article])
        for key in ProjectArticle.objects.filter(project=project).values_list("pk", flat=True):
            appear_in_copies_later(key)
        return Restored(project, self.mask, self.strangers)

    def _share(self, shared: Shared, row: Row) -> None:
        """Find the row here, or bring it along."""
        model, old = shared.model, UUID(row["id"])
        if shared.kept:
            # Nothing else, whatever the file says: an account comes without any power.
            row = {name: row[name] for name in shared.kept}
        new = self._map(model, row)
        found = self._find(shared, row, new)
        if found is None and shared.part_of:
            whole: Any = model._meta.get_field(shared.part_of)
            if getattr(new, whole.attname) not in self.new[whole.remote_field.model]:
                if model is Revision:
                    sentence = _("“%(title)s” is here with another text than in the file.")
                    raise CannotRestore(sentence % {"title": new.article.title})
                return
        if found is None:
            found = self._bring(model, new)
        self.shared[model][old] = found

    def _find(self, shared: Shared, row: Row, new: Any) -> UUID | None:
        rows = shared.model._base_manager
        ways: list[dict[str, Any]] = [] if shared.model is User else [{"pk": UUID(row["id"])}]
        if shared.model is Article and (key := self._captured(row["id"])):
            return key
        for names in shared.known_by:
            columns = {each: column_of(shared.model, each) for each in names}
            values = {each: getattr(new, column) for each, column in columns.items()}
            if values[names[0]]:
                exact = {"name": "name__iexact", "username": "username__iexact"}
                ways.append({exact.get(each, each): value for each, value in values.items()})
        for way in ways:
            key = rows.filter(**way).order_by("pk").values_list("pk", flat=True).first()
            if key is not None:
                return key
        return None

    def _captured(self, article: str) -> UUID | None:
        """The article that has the same bytes here."""
        here = Capture.objects.filter(sha256__in=self._hashes.get(article, []))
        return here.values_list("article", flat=True).first()

    @cached_property
    def _hashes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self.rows(Capture):
            found.setdefault(row["article_id"], []).append(row["sha256"])
        return found

    def _bring(self, model: AnyModel, new: Any) -> UUID:
        if model is User:
            new.pk = User._meta.pk.get_default()
            new.is_active = False
            new.set_unusable_password()
            new.save(force_insert=True)
            self.strangers.append(new.username)
        else:
            if model is Capture and not _is_whole(new):
                raise CannotRestore(_("The bytes of an article are not those that were captured."))
            insert_as_they_are([new])
        self.new[model].add(new.pk)
        return new.pk

    def _has_codebook(self) -> bool:
        """Whether the very codebook is here, with every tag: then it is used, as elsewhere."""
        tags = {UUID(row["id"]): UUID(row["codebook_id"]) for row in self.rows(Tag)}
        books = [UUID(row["id"]) for row in self.rows(Codebook)]
        here = dict(Tag.objects.filter(pk__in=tags).values_list("pk", "codebook"))
        if here != tags or Codebook.objects.filter(pk__in=books).count() != len(books):
            return False
        self.shared[Tag] = {key: key for key in tags}
        self.shared[Codebook] = {key: key for key in books}
        return True

    def _own(self, owned: Owned) -> None:
        rows = self.rows(owned.model)
        while batch := list(islice(rows, AT_ONCE)):
            made: list[Any] = []
            for row in batch:
                for name in owned.anew:
                    row.pop(name, None)
                one = self._map(owned.model, row)
                if owned.model is Project:
                    one.name = self.name
                elif owned.model is Codebook:
                    one.name = _free_name(one.name)
                made.append(one)
            insert_as_they_are(made)

    def _project(self) -> Project:
        row = next(self.rows(Project))
        return Project.objects.get(pk=self._key(Project, row["id"]))

    def _map(self, model: AnyModel, row: Row) -> Any:
        """The row with the keys that it and the others have here."""
        for one in fields_of(model):
            value = row.get(one.attname)
            if value is None:
                continue
            if one.remote_field:
                row[one.attname] = self._key(one.remote_field.model, value)
            elif one.primary_key and model in OWN:
                row[one.attname] = self._key(model, value)
            elif isinstance(one, models.JSONField):
                row[one.attname] = self._within(value)
        return read(model, row)

    def _key(self, model: AnyModel, old: Any) -> UUID:
        key = UUID(str(old))
        if key in (known := self.shared.get(model, {})):
            return known[key]
        if model not in OWN:
            raise KeyError(f"{model.__name__} {old}")
        return UUID(int=key.int ^ self.mask)

    def _within(self, value: Any) -> Any:
        """Keys in what undo and redo remember."""
        if isinstance(value, dict):
            return {self._within(name): self._within(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._within(each) for each in value]
        if isinstance(value, str) and len(value) == 36:
            try:
                key = UUID(value)
            except ValueError:
                return value
            found = next((kept[key] for kept in self.shared.values() if key in kept), None)
            return str(found or UUID(int=key.int ^ self.mask))
        return value


def _is_whole(capture: Capture) -> bool:
    """Whether it unpacks to the bytes of its hash, without unpacking more than it says."""
    try:
        data = zlib.decompressobj().decompress(bytes(capture.compressed), capture.size + 1)
    except zlib.error:
        return False
    return hashlib.sha256(data).hexdigest() == capture.sha256


def _free_name(name: str) -> str:
    taken = {one.lower() for one in Codebook.objects.values_list("name", flat=True)}
    ways = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(one for one in ways if one.lower() not in taken)
