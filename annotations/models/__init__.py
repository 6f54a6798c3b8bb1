"""The tables. Inside this package import the sibling module, never `annotations.models`."""

from annotations.models.actors import Actor, ActorKind, Gender
from annotations.models.acts import Act, Verb
from annotations.models.additions import Addition
from annotations.models.affiliations import Affiliation, AffiliationKind
from annotations.models.appearances import Appearance
from annotations.models.article_tags import ArticleTag
from annotations.models.articles import Article, Capture, Paragraph, ParagraphKind, Revision
from annotations.models.assignments import Assignment
from annotations.models.attributions import Attribution, AttributionTag, Certainty, Mode, Stance
from annotations.models.bulk_acts import BulkAct, BulkKind, BulkPart, LeftOut
from annotations.models.carries import Answer, Carry, Outcome
from annotations.models.codebook_versions import CodebookVersion, VersionReason
from annotations.models.codebooks import Bearer, Codebook, Colour, Condition, Tag, TagsState
from annotations.models.coded_imports import (
    CodedImport,
    CodedImportEntry,
    CodedImportLine,
    CodedImportMade,
    CodedImportPiece,
    Keeps,
    MadeKind,
)
from annotations.models.coded_takings_back import CodedTakingBack
from annotations.models.codings import Coding, CodingKind, CodingState
from annotations.models.comments import Comment, Mention, ReadMark, Thread
from annotations.models.crosswalks import TagRelation, TagWay
from annotations.models.digests import Digest
from annotations.models.distinctions import Distinct, Doubt, Hindrance
from annotations.models.drafts import Draft
from annotations.models.feeds import Feed, FeedItem, FeedKind, ItemState, Polling
from annotations.models.findables import Findable, FindableDue, Lexeme
from annotations.models.flags import Flag
from annotations.models.guidelines import GuidelineImage
from annotations.models.imports import Import, ImportEntry, ImportOutcome, ImportPiece
from annotations.models.learning import LearnedModel, LearningState
from annotations.models.links import Link, LinkKind
from annotations.models.merges import ActorMove, Moved, MoveKind
from annotations.models.names import ActorName, NameKind
from annotations.models.pictures import ActorPicture
from annotations.models.positions import ReadingPosition
from annotations.models.presences import Presence
from annotations.models.projects import Membership, Project, ProjectArticle, Role
from annotations.models.register_imports import (
    Back,
    Plan,
    RegisterImport,
    RegisterImportPiece,
    RegisterImportRow,
    Stay,
)
from annotations.models.register_takings_back import RegisterTakingBack
from annotations.models.relays import Relay
from annotations.models.replies import Reply
from annotations.models.restorations import Restoration, RestorationPiece
from annotations.models.retrievals import Retrieval, RetrievalState
from annotations.models.rulings import Finding, RejectionReason, Ruling
from annotations.models.runs import Batch, Run
from annotations.models.saved_searches import Find, SavedSearch, SearchKind
from annotations.models.sayings import Saying, SayingDue
from annotations.models.sessions import Session
from annotations.models.sittings import Sitting
from annotations.models.sources import Source, SourceControl, SourceKind
from annotations.models.spans import Span, SpanRole, SpanTag
from annotations.models.states import State
from annotations.models.stories import Fingerprint, Story, StoryArticle, StoryMove
from annotations.models.suggestions import Decision, Suggestion, Verdict
from annotations.models.tag_moves import TagMove, TagMoveKind
from annotations.models.takings_out import Hold, TakingOut
from annotations.models.tokens import ApiToken, Scope
from annotations.models.translations import Counterpart, Translation, TranslationKind
from annotations.models.users import LineHeight, Often, TextFont, TextSize, TextWidth, Theme, User
from annotations.models.watches import Watch
from annotations.models.webhooks import Delivery, DeliveryState, Event, Webhook
from annotations.models.words import NameWord

__all__ = [
    "Act",
    "Actor",
    "ActorKind",
    "ActorMove",
    "ActorName",
    "ActorPicture",
    "Addition",
    "Affiliation",
    "AffiliationKind",
    "Answer",
    "ApiToken",
    "Appearance",
    "Article",
    "ArticleTag",
    "Assignment",
    "Attribution",
    "AttributionTag",
    "Back",
    "Batch",
    "Bearer",
    "BulkAct",
    "BulkKind",
    "BulkPart",
    "Capture",
    "Carry",
    "Certainty",
    "Codebook",
    "CodebookVersion",
    "CodedImport",
    "CodedImportEntry",
    "CodedImportLine",
    "CodedImportMade",
    "CodedImportPiece",
    "CodedTakingBack",
    "Coding",
    "CodingKind",
    "CodingState",
    "Colour",
    "Comment",
    "Condition",
    "Counterpart",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Digest",
    "Distinct",
    "Doubt",
    "Draft",
    "Event",
    "Feed",
    "FeedItem",
    "FeedKind",
    "Find",
    "Findable",
    "FindableDue",
    "Finding",
    "Fingerprint",
    "Flag",
    "Gender",
    "GuidelineImage",
    "Hindrance",
    "Hold",
    "Import",
    "ImportEntry",
    "ImportOutcome",
    "ImportPiece",
    "ItemState",
    "Keeps",
    "LearnedModel",
    "LearningState",
    "LeftOut",
    "Lexeme",
    "LineHeight",
    "Link",
    "LinkKind",
    "MadeKind",
    "Membership",
    "Mention",
    "Mode",
    "MoveKind",
    "Moved",
    "NameKind",
    "NameWord",
    "Often",
    "Outcome",
    "Paragraph",
    "ParagraphKind",
    "Plan",
    "Polling",
    "Presence",
    "Project",
    "ProjectArticle",
    "ReadMark",
    "ReadingPosition",
    "RegisterImport",
    "RegisterImportPiece",
    "RegisterImportRow",
    "RegisterTakingBack",
    "RejectionReason",
    "Relay",
    "Reply",
    "Restoration",
    "RestorationPiece",
    "Retrieval",
    "RetrievalState",
    "Revision",
    "Role",
    "Ruling",
    "Run",
    "SavedSearch",
    "Saying",
    "SayingDue",
    "Scope",
    "SearchKind",
    "Session",
    "Sitting",
    "Source",
    "SourceControl",
    "SourceKind",
    "Span",
    "SpanRole",
    "SpanTag",
    "Stance",
    "State",
    "Stay",
    "Story",
    "StoryArticle",
    "StoryMove",
    "Suggestion",
    "Tag",
    "TagMove",
    "TagMoveKind",
    "TagRelation",
    "TagWay",
    "TagsState",
    "TakingOut",
    "TextFont",
    "TextSize",
    "TextWidth",
    "Theme",
    "Thread",
    "Translation",
    "TranslationKind",
    "User",
    "Verb",
    "Verdict",
    "VersionReason",
    "Watch",
    "Webhook",
]
