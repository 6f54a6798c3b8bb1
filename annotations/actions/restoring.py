"""A project made anew out of the rows of a file."""

import hashlib
import re
import secrets
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import appear_in_copies_later, gather_articles_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.recalling import recall_rulings
from annotations.actions.recognising import recognised
from annotations.domain.names import tidy
from annotations.models import (
    Affiliation,
    Article,
    Capture,
    Codebook,
    GuidelineImage,
    Membership,
    Project,
    ProjectArticle,
    Revision,
    Role,
    Tag,
    User,
)
from annotations.models.belonging import OWNED, SHARED, Owned, Shared
from annotations.models.constraints import check_at_once
from annotations.models.rows import AnyModel, Row, column_of, copying, fields_of

Rows = Callable[[AnyModel], Iterator[Row]]
OWN = {each.model for each in OWNED}
# Whatever other rows name by its key.
WRITTEN: list[AnyModel] = [*(each.model for each in OWNED), *(each.model for each in SHARED)]
REFERRED = {
    one.remote_field.model for each in WRITTEN for one in fields_of(each) if one.remote_field
}
# So many rows are put in together, and of those that may be large so many.
AT_ONCE, FEW_AT_ONCE = 2_000, 200
LARGE: set[AnyModel] = {Capture, GuidelineImage, Revision}
# How many keys are remembered as they are called here.
KEPT = 10_000
# A key, or words that begin with one, in JSON.
KEY = re.compile(r'(?<!\\)"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=(?:-\d+)?")')


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
def restore_project(
    *,
    rows: Rows,
    name: str,
    by: User,
    at: datetime,
    progress: Callable[[int], None] = lambda count: None,
) -> Restored:
    """A new project with all that is in the file; nothing of one that is here is changed.

    Articles, actors and people that are here already are used as they are. Whoever restores manages
    it. `progress` is told how many rows are dealt with. Raises CannotRestore.
    """
    name = tidy(name)
    if is_taken(name):
        raise name_taken()
    try:
        return _Restoring(rows, name, by, at, progress).all()
    except (ValidationError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise CannotRestore(_("The file holds a row that makes no sense here.")) from error
    except DatabaseError as error:
        sentence = _("Something in the file contradicts what is here: %(why)s")
        raise CannotRestore(sentence % {"why": str(error).split("\n")[0]}) from error


def is_taken(name: str) -> bool:
    return Project.objects.filter(name__iexact=name).exists()


def name_taken() -> CannotRestore:
    return CannotRestore(_("There is a project with this name already."), "name")


class _Restoring:
    """Keys of the project's own rows are those of the file, each changed in the same way, so that
    no list of them is kept; `shared` says what all others are called here."""

    def __init__(
        self, rows: Rows, name: str, by: User, at: datetime, progress: Callable[[int], None]
    ) -> None:
        self.rows, self.name, self.by, self.at = rows, name, by, at
        self.progress, self.done = progress, 0
        # The random bits of a key; those that tell its time stay.
        self.mask = secrets.randbits(62)
        self.shared: dict[AnyModel, dict[str, str]] = {each.model: {} for each in SHARED}
        self.new: dict[AnyModel, set[str]] = {each.model: set() for each in SHARED}
        self.strangers: list[str] = []
        self._lately: dict[str, str] = {}

    def all(self) -> Restored:
        with copying() as self.put:
            for shared in SHARED:
                for batch in self._batches(shared.model):
                    self._share(shared, batch)
            own_codebook = not self._has_codebook()
            check_at_once(OWN)
            for owned in OWNED:
                if owned.model in (Codebook, Tag) and not own_codebook:
                    continue
                for batch in self._batches(owned.model):
                    self._own(owned, batch)
        project = self._project()
        recall_rulings(project, self._was)
        Membership.objects.update_or_create(
            project=project, user=self.by, defaults={"role": Role.MANAGER}
        )
        gather_articles_later(UUID(key) for key in self.new[Article])
        for key in _with_copies(project):
            appear_in_copies_later(key)
        return Restored(project, self.mask, self.strangers)

    def _batches(self, model: AnyModel) -> Iterator[list[Row]]:
        rows, most = self.rows(model), FEW_AT_ONCE if model in LARGE else AT_ONCE
        while batch := list(islice(rows, most)):
            yield batch
            self.done += len(batch)
            self.progress(self.done)

    def _share(self, shared: Shared, batch: list[Row]) -> None:
        """Find the rows here, or bring them along."""
        model = shared.model
        if shared.kept:
            # Nothing else, whatever the file says: an account comes without any power.
            batch = [{name: row[name] for name in shared.kept} for row in batch]
        self._rename(model, batch)
        found = recognised(shared, batch, self._hashes) if self._can_be_here(shared) else {}
        missing = [row for row in batch if row["id"] not in found]
        if shared.part_of:
            missing = [row for row in missing if self._is_of_a_new(shared, row)]
        if model is Affiliation:
            missing = _once(shared, missing, found)
        if model is Capture and not all(map(_is_whole, missing)):
            raise CannotRestore(_("The bytes of an article are not those that were captured."))
        if model is User:
            for row in missing:
                found[row["id"]] = self._bring_somebody(row)
        elif missing:
            self.put(model, missing)
        if model in REFERRED:
            fresh = {row["id"]: row["id"] for row in missing}
            self.new[model].update(fresh)
            self.shared[model].update(fresh | found)

    def _can_be_here(self, shared: Shared) -> bool:
        """What nobody names, and what comes with a whole only, need not be looked for."""
        return shared.model in REFERRED or not shared.part_of

    def _is_of_a_new(self, shared: Shared, row: Row) -> bool:
        whole: Any = shared.model._meta.get_field(shared.part_of)
        is_new = row[whole.attname] in self.new[whole.remote_field.model]
        if not is_new and shared.model is Revision:
            article = Article.objects.get(pk=row[whole.attname])
            sentence = _("“%(title)s” is here with another text than in the file.")
            raise CannotRestore(sentence % {"title": article.title})
        return is_new

    @cached_property
    def _hashes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self.rows(Capture):
            found.setdefault(row["article_id"], []).append(row["sha256"])
        return found

    def _bring_somebody(self, row: Row) -> str:
        new = User(username=row["username"], name=row["name"], is_active=False)
        new.set_unusable_password()
        new.save(force_insert=True)
        self.strangers.append(new.username)
        return str(new.pk)

    def _has_codebook(self) -> bool:
        """Whether the very codebook is here, with every tag: then it is used, as elsewhere."""
        tags = {row["id"]: row["codebook_id"] for row in self.rows(Tag)}
        books = [row["id"] for row in self.rows(Codebook)]
        rows = Tag.objects.filter(pk__in=tags).values_list("pk", "codebook")
        here = {str(key): str(book) for key, book in rows}
        if here != tags or Codebook.objects.filter(pk__in=books).count() != len(books):
            return False
        self.shared[Tag] = {key: key for key in tags}
        self.shared[Codebook] = {key: key for key in books}
        return True

    def _own(self, owned: Owned, batch: Sequence[Row]) -> None:
        self._rename(owned.model, batch)
        for row in batch:
            for name in owned.anew:
                row.pop(name, None)
            for name in owned.keyed:
                row[name] = self._within(f'"{row[name]}"')[1:-1]
            if owned.model is Project:
                row["name"] = self.name
            elif owned.model is Codebook:
                row["name"] = _free_name(row["name"])
        self.put(owned.model, batch, self._within)

    def _project(self) -> Project:
        row = next(self.rows(Project))
        return Project.objects.get(pk=self._masked(row["id"]))

    def _rename(self, model: AnyModel, rows: Sequence[Row]) -> None:
        """Let the rows have the keys that they and the others have here."""
        for name, remote in self._keys_of(model):
            known, is_own, lately = self.shared.get(remote, {}), remote in OWN, self._lately
            for row in rows:
                if (old := row.get(name)) is None:
                    continue
                if not (new := known.get(old)):
                    if not is_own:
                        raise KeyError(f"{remote.__name__} {old}")
                    # Most rows name a thing that the one before named, too.
                    new = lately.get(old) or self._masked(old)
                row[name] = new

    def _keys_of(self, model: AnyModel) -> list[tuple[str, AnyModel]]:
        """The columns that are keys, and of what."""
        known = self._key_columns.get(model)
        if known is None:
            fields = fields_of(model)
            known = [(one.attname, one.remote_field.model) for one in fields if one.remote_field]
            if model in OWN:
                own = [one for one in fields if one.primary_key and not one.remote_field]
                known += [(one.attname, model) for one in own]
            self._key_columns[model] = known
        return known

    @cached_property
    def _key_columns(self) -> dict[AnyModel, list[tuple[str, AnyModel]]]:
        return {}

    def _masked(self, key: str) -> str:
        """The key with some of its bits turned; once more, and it is what it was."""
        if len(self._lately) >= KEPT:
            self._lately.clear()
        low = int(key[19:23] + key[24:], 16) ^ self.mask
        made = f"{key[:19]}{low >> 48:04x}-{low & ((1 << 48) - 1):012x}"
        self._lately[key] = made
        return made

    def _within(self, text: str) -> str:
        """JSON with the keys that are here, in what undo and redo remember."""
        return KEY.sub(self._renamed, text) if "-" in text else text

    def _renamed(self, match: re.Match[str]) -> str:
        key = match[1]
        return f'"{self._named.get(key) or self._lately.get(key) or self._masked(key)}'

    @cached_property
    def _named(self) -> dict[str, str]:
        """What all that is shared is called here; for when nothing more will be."""
        return {old: new for each in self.shared.values() for old, new in each.items()}

    def _was(self, key: str) -> str:
        """What a person, a post or a tag that is here was called in the file."""
        return self._before.get(key) or self._masked(key)

    @cached_property
    def _before(self) -> dict[str, str]:
        return {new: old for each in self.shared.values() for old, new in each.items()}


def _with_copies(project: Project) -> list[UUID]:
    """Articles of which the project has a copy, too."""
    rows = ProjectArticle.objects.filter(project=project, article__story_article__isnull=False)
    story = "article__story_article__story"
    counts = rows.values(story).annotate(n=Count("pk")).filter(n__gt=1)
    return list(rows.filter(**{f"{story}__in": counts.values(story)}).values_list("pk", flat=True))


def _once(shared: Shared, rows: list[Row], found: dict[str, str]) -> list[Row]:
    """Two who are one here had the same post twice."""
    columns = [column_of(shared.model, name) for name in shared.known_by[0]]
    kept: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        first = kept.setdefault(tuple(row.get(one) for one in columns), row)
        if first is not row:
            found[row["id"]] = first["id"]
    return list(kept.values())


def _is_whole(row: Row) -> bool:
    """Whether it unpacks to the bytes of its hash, without unpacking more than it says."""
    try:
        data = zlib.decompressobj().decompress(b64decode(row["compressed"]), row["size"] + 1)
    except zlib.error:
        return False
    return hashlib.sha256(data).hexdigest() == row["sha256"]


def _free_name(name: str) -> str:
    taken = {one.lower() for one in Codebook.objects.values_list("name", flat=True)}
    ways = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(one for one in ways if one.lower() not in taken)
