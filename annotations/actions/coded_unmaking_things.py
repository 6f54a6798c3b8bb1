"""What an import of annotations made beside annotations: articles of the project, posts, entries of
the register, tags. What nothing else needs is unmade."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, RestrictedError

from annotations.actions.coded_unmaking import going_of
from annotations.actions.keeping import Refused
from annotations.actions.tags import delete_tag
from annotations.models import (
    Actor,
    ActorMove,
    Affiliation,
    ArticleTag,
    Attribution,
    AttributionTag,
    Back,
    Capture,
    CodedImport,
    CodedImportMade,
    Coding,
    CodingKind,
    Draft,
    FeedItem,
    Flag,
    ImportEntry,
    Keeps,
    MadeKind,
    ProjectArticle,
    Relay,
    SpanTag,
    Tag,
    Thread,
    User,
)

REFUSALS = (IntegrityError, ProtectedError, RestrictedError, Refused)
Whys = dict[UUID, Keeps]


class UnmakingThings:
    """Some things of one kind. Where it `is_done`, what goes is deleted; else it is only found out,
    as if what was found before were gone already."""

    def __init__(
        self, upload: CodedImport, things: Sequence[CodedImportMade], by: User, is_done: bool
    ) -> None:
        self.upload, self.things, self.by, self.is_done = upload, things, by, is_done
        self.kind = MadeKind(things[0].kind)
        self.keys = [thing.target for thing in things if thing.target]

    def unmake(self) -> None:
        """Notes on each what becomes of it, and why it stays if it does."""
        whys = self._whys()
        for thing in self.things:
            thing.why = whys.get(thing.target, "") if thing.target else Keeps.GONE
            thing.back = Back.STAYS if thing.why else Back.GOES
            if self.is_done and not thing.why:
                gone = self._delete(thing)
                thing.back, thing.why = (Back.DONE, "") if gone else (Back.STAYS, Keeps.USED)
        CodedImportMade.objects.bulk_update(self.things, ["back", "why"])

    def _whys(self) -> Whys:
        ask: dict[MadeKind, tuple[Any, Callable[[], Whys]]] = {
            MadeKind.ARTICLE: (ProjectArticle, self._articles),
            MadeKind.POST: (Affiliation, self._posts),
            MadeKind.ACTOR: (Actor, self._actors),
            MadeKind.TAG: (Tag, self._tags),
        }
        if self.kind not in ask:
            return dict.fromkeys(self.keys, Keeps.ACCOUNT)
        model, reasons = ask[self.kind]
        rows = model._default_manager
        there = set(rows.filter(pk__in=self.keys).values_list("pk", flat=True))
        whys = {key: Keeps.GONE for key in self.keys if key not in there}
        if self.kind != MadeKind.ARTICLE:
            changed = model.pgh_event_model.objects.filter(pgh_label="update")
            changed = changed.filter(pgh_obj_id__in=self.keys)
            since = changed.order_by().values_list("pgh_obj_id", flat=True).distinct()
            whys |= dict.fromkeys(since, Keeps.CHANGED)
        return {key: why for key, why in (reasons() | whys).items() if key in set(self.keys)}

    def _articles(self) -> Whys:
        here: dict[str, Any] = {"project_article": OuterRef("pk")}
        going = self.upload.entries.filter(back=Back.GOES, is_whole=True).values("coding")
        codings = Coding.every.exclude(kind=CodingKind.MACHINE).filter(**here)
        worked = Exists(codings.exclude(pk__in=going)) | Exists(Flag.objects.filter(**here))
        said = Thread.objects.filter(coding__project_article=OuterRef("pk"))
        own = CodedImportMade.objects.filter(kind=MadeKind.ARTICLE, target=OuterRef("pk"))
        again = (
            Q(Exists(ImportEntry.objects.filter(**here)))
            | Q(Exists(FeedItem.objects.filter(**here)))
            | Q(Exists(Draft.objects.filter(saved_as=OuterRef("pk"))))
            | Q(Exists(own.exclude(upload=self.upload).exclude(back=Back.DONE)))
        )
        revised = Capture.objects.filter(
            article=OuterRef("article"), captured_at__gt=self.upload.finished_at
        )
        rows = ProjectArticle.objects.filter(pk__in=self.keys)
        found: Whys = {}
        for condition, why in (
            (Exists(revised), Keeps.CARRIED),
            (again, Keeps.AGAIN),
            (Exists(said), Keeps.SAID),
            (worked, Keeps.WORKED),
        ):
            found |= dict.fromkeys(rows.filter(condition).values_list("pk", flat=True), why)
        return found

    def _posts(self) -> Whys:
        used = Attribution.objects.filter(affiliation__in=self.keys)
        return dict.fromkeys(self._staying(used, "affiliation"), Keeps.USED)

    def _actors(self) -> Whys:
        found: set[UUID] = set()
        posts = self.upload.things.filter(kind=MadeKind.POST, back=Back.GOES).values("target")
        for relation in Actor._meta.get_fields(include_hidden=True):
            if (
                not isinstance(relation, models.ManyToOneRel)
                or relation.on_delete is not models.PROTECT
            ):
                continue
            model: Any = relation.related_model
            name = relation.field.name
            rows = model._base_manager.filter(**{f"{name}__in": self.keys})
            if model is Attribution:
                found |= self._staying(rows, name)
            elif model is Relay:
                found |= self._staying(rows, name, "attribution__")
            else:
                rows = rows.exclude(pk__in=posts) if model is Affiliation else rows
                found |= set(rows.order_by().values_list(name, flat=True).distinct())
        moves = ActorMove.objects.standing()
        for end in ("from_actor", "to_actor"):
            found |= set(moves.filter(**{f"{end}__in": self.keys}).values_list(end, flat=True))
        return dict.fromkeys(found, Keeps.USED)

    def _tags(self) -> Whys:
        found = self._staying(
            AttributionTag.objects.filter(tag__in=self.keys), "tag", "attribution__"
        )
        found |= self._staying(SpanTag.objects.filter(tag__in=self.keys), "tag", "span__")
        put: dict[UUID, set[UUID]] = defaultdict(set)
        going = self.upload.entries.filter(back=Back.GOES).exclude(tags=[])
        for coding, tags in going.values_list("coding", "tags"):
            if coding:
                put[coding] |= set(tags)
        borne = ArticleTag.objects.filter(tag__in=self.keys).values_list("coding", "tag")
        found |= {tag for coding, tag in borne if tag not in put[coding]}
        above = Tag.objects.filter(parent__in=self.keys).values_list("parent", flat=True)
        return dict.fromkeys(found | {key for key in above if key}, Keeps.USED)

    def _staying(self, rows: Any, column: str, to: str = "") -> set[UUID]:
        """What is named by rows of annotations that do not go."""
        if self.is_done:
            return set(rows.order_by().values_list(column, flat=True).distinct())
        names = (column, f"{to}coding", f"{to}number", f"{to}coding__project_article")
        named = list(rows.order_by().values_list(*names))
        going = self._going({coding for _key, coding, _number, _place in named})
        return {
            key
            for key, coding, number, place in named
            if place not in self._places and number not in going[coding]
        }

    def _going(self, codings: Iterable[UUID]) -> dict[UUID, set[int]]:
        going: dict[UUID, set[int]] = defaultdict(set)
        for entry in self.upload.entries.filter(back=Back.GOES, coding__in=set(codings)):
            if entry.coding:
                going[entry.coding] |= going_of(entry)
        return going

    @cached_property
    def _places(self) -> set[UUID | None]:
        """Articles that leave the project, with all that the machine said in them."""
        rows = self.upload.things.filter(kind=MadeKind.ARTICLE, back=Back.GOES)
        return set(rows.values_list("target", flat=True))

    def _delete(self, thing: CodedImportMade) -> bool:
        try:
            with transaction.atomic():
                if self.kind == MadeKind.TAG:
                    tag = Tag.objects.select_related("codebook").get(pk=str(thing.target))
                    delete_tag(tag=tag, by=self.by)
                else:
                    kinds: dict[MadeKind, Any] = {
                        MadeKind.ARTICLE: ProjectArticle,
                        MadeKind.POST: Affiliation,
                        MadeKind.ACTOR: Actor,
                    }
                    kinds[self.kind].objects.filter(pk=thing.target).delete()
        except REFUSALS:
            return False
        return True
