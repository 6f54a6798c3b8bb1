"""Annotated texts as values, apart from any table and any format.

Exports make files of them, imports make them of files. Offsets are code points of `text`.
"""

from annotations.domain.coded.anchoring import Unplaced, placed
from annotations.domain.coded.leaving import is_masked_by, masked, only_what_may_leave, unmasked
from annotations.domain.coded.line_ends import with_line_feeds
from annotations.domain.coded.records import (
    GOLD,
    HUMAN,
    MACHINE,
    Annotation,
    Coder,
    Coding,
    Document,
    Link,
    Party,
    Place,
    Post,
    Source,
    Statement,
)
from annotations.domain.coded.storable import with_storable_words

__all__ = [
    "GOLD",
    "HUMAN",
    "MACHINE",
    "Annotation",
    "Coder",
    "Coding",
    "Document",
    "Link",
    "Party",
    "Place",
    "Post",
    "Source",
    "Statement",
    "Unplaced",
    "is_masked_by",
    "masked",
    "only_what_may_leave",
    "placed",
    "unmasked",
    "with_line_feeds",
    "with_storable_words",
]
