"""What a bulk act does in one article. The caller holds the lock of the bulk act."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from annotations.actions.acts import perform, take_turn
from annotations.actions.assigning import CannotAssign, assign
from annotations.actions.codings import CannotAnnotate, CannotAnnotateFinished
from annotations.actions.snapshots import Snapshot, article_of, snapshot_of, state_of
from annotations.actions.tagging import borne_by, rules_of
from annotations.actions.taking_back import changed_since, reverse, standing_of, subject_of
from annotations.domain.tagging import Rule, new_faults
from annotations.models import Act, BulkAct, BulkKind, BulkPart, Coding, CodingState, LeftOut
from annotations.models.bulk_acts import BY_FAULT


@dataclass(frozen=True)
class Result:
    """How many were changed, how many stay for which reason, and the first act of the gesture."""

    done: int
    left: Counter[LeftOut]
    act: Act | None = None


def retag(bulk: BulkAct, part: BulkPart, at: datetime) -> Result:
    """Give the tag to what the analyst made in this article, or take it off: one gesture."""
    if bulk.tag is None:
        return Result(0, Counter({LeftOut.GONE: part.size}))
    try:
        turn = take_turn(project_article=part.project_article, by=bulk.by, at=at)
    except CannotAnnotateFinished:
        return Result(0, Counter({LeftOut.FINISHED: part.size}))
    except CannotAnnotate:
        # The article has no text any more.
        return Result(0, Counter({LeftOut.GONE: part.size}))
    rules = rules_of(bulk.project_id)
    left: Counter[LeftOut] = Counter()
    changes = []
    for number in part.numbers:
        before = snapshot_of(turn.coding, number) if number else article_of(turn.coding)
        after = _retagged(before, str(bulk.tag_id), gives=bulk.kind == BulkKind.TAG)
        if why := _why_not(before, after, rules):
            left[why] += 1
        else:
            changes.append((before, after))
    if not changes:
        return Result(0, left)
    turn.of_several()
    acts = [perform(turn, before=before, after=after) for before, after in changes]
    return Result(len(acts), left, acts[0])


def _retagged(before: Snapshot | None, tag: str, gives: bool) -> Snapshot | None:
    if before is None:
        return None
    tags = {*before.tags, tag} if gives else {*before.tags} - {tag}
    return replace(before, tags=tuple(sorted(tags)))


def _why_not(
    before: Snapshot | None, after: Snapshot | None, rules: Mapping[str, Rule]
) -> LeftOut | None:
    if before is None or after is None:
        return LeftOut.GONE
    if before == after:
        return LeftOut.ALREADY
    wrong = new_faults(rules, borne_by(before), borne_by(after))
    return BY_FAULT[next(iter(wrong.values()))] if wrong else None


def give(bulk: BulkAct, part: BulkPart, at: datetime) -> Result:
    """Assign the article, as far as it has free slots."""
    pairs = [(part.project_article_id, analyst) for analyst in part.analysts]
    try:
        made = assign(project=bulk.project, pairs=pairs, by=bulk.by, at=at, act=bulk.pk)
    except CannotAssign:
        made = []
    return Result(len(made), Counter({LeftOut.FULL: len(pairs) - len(made)}))


def put_back(bulk: BulkAct, part: BulkPart, at: datetime) -> Result:
    """Undo what the bulk act that is taken back did in this article, by one gesture."""
    assert bulk.takes_back
    origin = bulk.takes_back.parts.filter(project_article=part.project_article_id)
    act = Act.objects.filter(bulk_parts__in=origin).first()
    if act is None:
        return Result(0, Counter({LeftOut.GONE: part.size}))
    coding = Coding.every.select_for_update(of=("self",)).get(pk=act.coding_id)
    gesture = [one for one in standing_of(act) if one.annotation in part.numbers]
    going, left = sorted_out(coding, gesture)
    left[LeftOut.ALREADY] += part.size - len(gesture)
    if not going:
        return Result(0, left)
    acts = reverse(coding, going, bulk.by, at)
    return Result(len(acts), left, acts[0])


def sorted_out(coding: Coding, gesture: list[Act]) -> tuple[list[Act], Counter[LeftOut]]:
    """Which acts of a gesture, as it stands, can be undone, and why the others stay."""
    if not coding.is_current:
        return [], Counter({LeftOut.REVISED: len(gesture)})
    if coding.state == CodingState.DONE:
        return [], Counter({LeftOut.FINISHED: len(gesture)})
    changed = changed_since(coding, gesture) if gesture else set()
    left: Counter[LeftOut] = Counter()
    going = []
    for act in gesture:
        if subject_of(act) not in changed:
            going.append(act)
        elif _is_as_before(coding, act):
            left[LeftOut.ALREADY] += 1
        else:
            left[LeftOut.CHANGED] += 1
    return going, left


def _is_as_before(coding: Coding, act: Act) -> bool:
    """Whether it bears the same tags as before: somebody has taken that back by hand."""
    now = state_of(act, coding)
    was = Snapshot.from_json(act.before) if act.before else None
    return now is not None and was is not None and now.tags == was.tags
