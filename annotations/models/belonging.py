"""Which rows are a project.

A new table of a project is one more entry of OWNED, or of LEFT_OUT with the reason; a test names
one that is in neither.
"""

from dataclasses import dataclass

from annotations.models.actors import Actor
from annotations.models.acts import Act
from annotations.models.affiliations import Affiliation
from annotations.models.article_tags import ArticleTag
from annotations.models.articles import Article, Capture, Paragraph, Revision
from annotations.models.assignments import Assignment
from annotations.models.attributions import Attribution, AttributionTag
from annotations.models.carries import Carry
from annotations.models.codebooks import Codebook, Tag
from annotations.models.codings import Coding
from annotations.models.comments import Comment, Mention, Thread
from annotations.models.guidelines import GuidelineImage
from annotations.models.links import Link
from annotations.models.names import ActorName
from annotations.models.projects import Membership, Project, ProjectArticle
from annotations.models.relays import Relay
from annotations.models.rows import AnyModel
from annotations.models.rulings import RejectionReason, Ruling
from annotations.models.sittings import Sitting
from annotations.models.sources import Source
from annotations.models.spans import Span, SpanTag
from annotations.models.suggestions import Decision, Suggestion
from annotations.models.translations import Counterpart
from annotations.models.users import User


@dataclass(frozen=True)
class Owned:
    """Rows that a restored project has of its own. `path` leads from a row to the project.

    `anew` are columns that a restored row begins with as a new one does: what the database counts
    itself as rows come in, and marks of requests that are over. `keyed` are those of words that
    begin with a key. `unsaid` are columns that are not written down: what they hold may differ
    though nothing else does.
    """

    model: AnyModel
    path: str = "project"
    anew: tuple[str, ...] = ()
    keyed: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shared:
    """Rows that other projects use, too: one that is here already is used as it is.

    It is known by its key, or by the first of `known_by` that is filled in and fits. A row of which
    `part_of` names the whole comes only with a new whole.
    """

    model: AnyModel
    known_by: tuple[tuple[str, ...], ...] = ()
    part_of: str = ""
    # The columns that are written down; empty for all.
    kept: tuple[str, ...] = ()


# In the order in which they can be restored: what is referred to comes first.
SHARED = [
    Shared(User, (("username",),), kept=("id", "username", "name")),
    Shared(Source, (("name",),)),
    Shared(Article, (("canonical_url",),)),
    Shared(Capture, (("sha256",),), part_of="article"),
    Shared(Revision, (("article", "text_sha256"),), part_of="article"),
    Shared(Paragraph, (("revision", "index"),), part_of="revision"),
    Shared(Actor, (("wikidata",), ("kind", "name", "country"))),
    Shared(ActorName, (("actor", "name", "language"),), part_of="actor"),
    Shared(
        Affiliation,
        (("person", "post", "organisation", "represents", "valid"), ("person", "post")),
    ),
]
OWNED = [
    Owned(Codebook, "projects"),
    Owned(Tag, "codebook__projects"),
    Owned(Project, "pk"),
    Owned(GuidelineImage),
    Owned(Membership),
    Owned(RejectionReason),
    Owned(ProjectArticle, anew=("touched_until",), unsaid=("touched_until",)),
    Owned(Coding, anew=("annotation_count",)),
    Owned(Attribution),
    Owned(Relay, "attribution__project"),
    Owned(Suggestion),
    Owned(Span),
    Owned(AttributionTag, "attribution__project"),
    Owned(SpanTag, "span__project"),
    Owned(ArticleTag, "coding__project"),
    Owned(Decision),
    Owned(Act, "coding__project"),
    Owned(Carry),
    Owned(Thread),
    Owned(Comment, anew=("key",)),
    Owned(Mention, "comment__project"),
    Owned(Link),
    Owned(Counterpart),
    Owned(Ruling, keyed=("place",)),
    Owned(Assignment),
    Owned(Sitting),
]
LEFT_OUT = {
    "ActorPicture": "pictures of people stay in the register that they were put in",
    "Addition": "taking articles out again stays where they were put in",
    "Appearance": "worked out again from the annotations",
    "Batch": "work of the machine that is over",
    "BulkAct": "taking back what was done to many at once stays where it was done",
    "BulkPart": "taking back what was done to many at once stays where it was done",
    "CodedImport": "a file on its way in",
    "CodedImportEntry": "belongs to an import of annotations",
    "CodedImportLine": "belongs to an import of annotations",
    "CodedImportMade": "belongs to an import of annotations",
    "CodedTakingBack": "taking annotations back stays where they were taken in",
    "CodebookVersion": "what a codebook was before stays where it was edited",
    "Draft": "not taken in yet",
    "Feed": "belongs to a source and its network",
    "FeedItem": "belongs to a feed",
    "Flag": "of one reader alone",
    "Import": "a file on its way in",
    "ImportEntry": "belongs to an import",
    "LearnedModel": "learned again from the decisions",
    "Polling": "belongs to a feed",
    "Presence": "of interest for a minute",
    "ReadingPosition": "of one reader alone",
    "ReadMark": "of one reader alone",
    "Restoration": "how a project came out of a file",
    "Retrieval": "an article on its way in",
    "Run": "work of the machine that is over",
    "SavedSearch": "of one reader alone",
    "TakingOut": "taking articles out again stays where they were put in",
    "Delivery": "belongs to a webhook",
    "TagMove": "undoing the merges of tags stays where they were made",
    "TagWay": "crosswalks lead to other codebooks",
    "Webhook": "tells somebody outside, who asked for this project alone",
}
