"""Drafts: what was uploaded, fetched or pasted, kept until somebody has looked it over."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.articles import Details, TakenIn, find_taken_in, take_in
from annotations.actions.keeping import Refused, audited
from annotations.domain.extraction import Extract, extract, extract_pasted
from annotations.domain.http_facts import HttpFacts
from annotations.domain.names import tidy
from annotations.domain.text import CannotExtract
from annotations.models import Capture, Draft, Project, ProjectArticle, Revision, User

# How long a closed draft can be taken back, or found saved.
KEPT = timedelta(days=7)
MAX_WAITING = 200
"""Drafts of one person in one project: enough for a week's press, not for filling a disk."""


class CannotKeepDraft(Refused):
    """There are too many waiting already."""


class CannotChangeDraft(Refused):
    """It was saved or discarded meanwhile."""


@dataclass(frozen=True)
class Kept:
    """A draft, or what the same bytes are in the project already. Exactly one is not None."""

    draft: Draft | None = None
    exists: ProjectArticle | None = None


def read_draft(draft: Draft) -> Extract:
    """What saving would store. Raises CannotExtract where a newer reader refuses the file."""
    if draft.filename or draft.http:
        return extract(
            draft.data,
            filename=draft.filename,
            media_type=draft.media_type,
            charset=draft.http.get("charset"),
        )
    return extract_pasted(draft.data.decode())


@audited
def keep_draft(
    *,
    project: Project,
    by: User,
    at: datetime,
    data: bytes,
    read: Extract,
    filename: str = "",
    source_name: str = "",
    http: HttpFacts | None = None,
) -> Kept:
    """Keep the bytes with what was read from them. The same bytes twice are one draft.

    None is needed for what the project has. What is here with another text is one: saving it adds a
    revision.

    Raises CannotKeepDraft.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    details = Details.proposed(read, source_name, http)
    known = find_taken_in(sha256, details.canonical_url)
    if known:
        here = ProjectArticle.objects.filter(project=project, article=known.article_id)
        exists = here.select_related("article").first()
        if exists and not _is_changed(known, sha256, read):
            return Kept(exists=exists)
    mine = Draft.objects.filter(project=project, owner=by)
    _forget_closed(by, at)
    same = mine.filter(sha256=sha256).first()
    if same:
        return Kept(draft=_opened(same))
    if mine.waiting().count() >= MAX_WAITING:
        raise CannotKeepDraft(
            _("%(count)s files are waiting already. Save or discard some of them first.")
            % {"count": MAX_WAITING}
        )
    try:
        with transaction.atomic():
            draft = Draft.objects.create(
                project=project,
                owner=by,
                filename=filename[-255:],
                media_type=read.media_type,
                compressed=zlib.compress(data),
                sha256=sha256,
                title=details.title,
                byline=details.byline,
                published_on=details.published_on,
                published_at=details.published_at,
                language=details.language,
                source_name=details.source_name,
                canonical_url=details.canonical_url,
                http=http.as_json() if http else {},
                created_at=at,
            )
    except IntegrityError:
        draft = _opened(mine.get(sha256=sha256))
    return Kept(draft=draft)


@audited
def change_draft(*, draft: Draft, by: User, details: Details) -> Draft:
    """Keep what was typed, complete or not. Raises CannotChangeDraft."""
    draft = _locked(draft)
    _demand_waiting(draft)
    _assign(draft, details)
    draft.save()
    return draft


@audited
def name_source(*, project: Project, by: User, source_name: str) -> int:
    """Say for all of one's waiting drafts without a source which it is; how many there were."""
    mine = Draft.objects.filter(project=project, owner=by).waiting()
    return mine.filter(source_name="").update(source_name=tidy(source_name))


@audited
def discard_draft(*, draft: Draft, by: User, at: datetime) -> Draft:
    """Put it aside; for a week `restore_draft` brings it back. A saved one stays saved."""
    draft = _locked(draft)
    if not draft.closed_at:
        draft.closed_at = at
        draft.save(update_fields=["closed_at"])
    return draft


@audited
def restore_draft(*, draft: Draft, by: User) -> Draft:
    return _opened(_locked(draft))


@audited
def save_draft(*, draft: Draft, by: User, at: datetime, details: Details | None = None) -> TakenIn:
    """Make the article, with `details` where they were corrected.

    A draft that was saved already gives the same article again. Raises CannotTakeIn,
    CannotKeepSource, CannotChangeDraft, CannotExtract.
    """
    draft = _locked(draft)
    if draft.saved_as:
        return _taken_before(draft.saved_as)
    _demand_waiting(draft)
    if details:
        _assign(draft, details)
    taken = take_in(
        project=draft.project,
        by=by,
        at=at,
        data=draft.data,
        extract=read_draft(draft),
        details=_details_of(draft),
        filename=draft.filename,
        http=HttpFacts.from_json(draft.http) if draft.http else None,
    )
    draft.closed_at = at
    draft.saved_as = taken.project_article
    # The capture has the bytes now.
    draft.compressed = zlib.compress(b"")
    draft.save()
    return taken


@dataclass
class Saved:
    """How many were saved, and why the others were not: title and sentence."""

    saved: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def save_drafts(
    *, project: Project, by: User, at: datetime, say: Callable[[CannotExtract], str] = str
) -> Saved:
    """Save all of one's drafts that are complete, each by itself: one that fails stops no other."""
    result = Saved()
    drafts = Draft.objects.filter(project=project, owner=by).waiting().without_bytes()
    for draft in drafts.oldest_first():
        if not draft.is_complete:
            continue
        try:
            save_draft(draft=draft, by=by, at=at)
        except CannotExtract as refusal:
            result.refused.append((draft.title, say(refusal)))
        except Refused as refusal:
            result.refused.append((draft.title, str(refusal)))
        else:
            result.saved += 1
    return result


def _assign(draft: Draft, details: Details) -> None:
    # A corrected day makes the moment that was read wrong as well.
    if details.published_on != draft.published_on:
        draft.published_at = None
    draft.title = details.title
    draft.byline = details.byline
    draft.published_on = details.published_on
    draft.language = details.language
    draft.source_name = details.source_name
    draft.canonical_url = details.canonical_url


def _details_of(draft: Draft) -> Details:
    return Details(
        title=draft.title,
        source_name=draft.source_name,
        byline=draft.byline,
        published_on=draft.published_on,
        published_at=draft.published_at,
        language=draft.language,
        canonical_url=draft.canonical_url,
    )


def _locked(draft: Draft) -> Draft:
    """The row as it is now, nobody else changing it meanwhile."""
    drafts = Draft.objects.select_related("project", "saved_as__article")
    return drafts.select_for_update(of=("self",)).get(pk=draft.pk)


def _demand_waiting(draft: Draft) -> None:
    if draft.closed_at:
        raise CannotChangeDraft(_("This was saved or discarded meanwhile."))


def _opened(draft: Draft) -> Draft:
    if draft.closed_at and not draft.saved_as_id:
        draft.closed_at = None
        draft.save(update_fields=["closed_at"])
    return draft


def _is_changed(known: Revision, sha256: str, read: Extract) -> bool:
    """Whether the article of this address says something else than it did."""
    if Capture.objects.filter(pk=known.capture_id, sha256=sha256).exists():
        return False
    return known.text_sha256 != hashlib.sha256(read.text.encode()).hexdigest()


def _taken_before(saved: ProjectArticle) -> TakenIn:
    revision = saved.article.revisions.defer("text").latest("number")
    return TakenIn(article=saved.article, project_article=saved, revision=revision, status="exists")


def _forget_closed(owner: User, at: datetime) -> None:
    Draft.objects.filter(owner=owner, closed_at__lt=at - KEPT).delete()
