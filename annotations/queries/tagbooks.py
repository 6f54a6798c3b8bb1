"""Codebooks that a process keeps from one write to the next, for as long as they are the same."""

from collections import OrderedDict
from typing import Any
from uuid import UUID

from annotations.queries.readings import Tagbook

# To read a codebook of forty tags took longer than any other question of a write.
MOST_KEPT = 100
_kept: OrderedDict[UUID, tuple[UUID, Tagbook]] = OrderedDict()


def kept_tagbook(project_article: Any) -> Tagbook:
    """The tags of the article's project, for who shows them and changes none.

    `project_article` comes from `find_writable`, so it knows the state of its tags. One query where
    they have changed since this process read them.
    """
    codebook: UUID = project_article.project.codebook_id
    state: UUID | None = project_article.tags_state
    known, tags = _kept.get(codebook, (None, None))
    if tags is None or state is None or known != state:
        tags = Tagbook(codebook)
        if state is not None:
            _kept[codebook] = state, tags
            if len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return tags
