"""Learning from a project's own attributions, and whether its articles are read with what came out.

Each time is a row of `LearnedModel`. It is switched on by itself only where it did better than the
machine as it was, on articles that were held back from it.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from annotations.actions.examples import Lessons, lessons_of
from annotations.actions.jobs import learn_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.runs import start_run_anew
from annotations.domain.quotes.learning import Figures, Model, compare, train
from annotations.models import Coding, CodingState, LearnedModel, LearningState, Project, User
from annotations.models.codings import CodingQuerySet
from annotations.models.learning import ENOUGH, label_of

logger = logging.getLogger(__name__)

# So many codings that were finished since the last time make it worth another.
AGAIN_AFTER = 25


class CannotLearn(Refused):
    """There is too little to learn from, it is learning already, or nobody wants it to."""


class CannotSwitch(Refused):
    """It is not ready, or was made with other rules."""


@audited
def start_learning(*, project: Project, at: datetime, by: User | None = None) -> LearnedModel:
    """Have the worker learn from what people decided in the project. Raises CannotLearn."""
    if not project.has_suggestions:
        raise CannotLearn(_("Suggestions are switched off in this project."))
    finished = _finished(project).values("project_article").distinct().count()
    if finished < ENOUGH:
        raise CannotLearn(
            _("Finish %(enough)d articles first; %(finished)d are done.")
            % {"enough": ENOUGH, "finished": finished}
        )
    last = project.learned_models.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            learned = LearnedModel.objects.create(
                project=project,
                number=last + 1,
                engine=label_of(None),
                started_by=by,
                created_at=at,
            )
    except IntegrityError as error:
        raise CannotLearn(_("The machine is learning from this project already.")) from error
    learn_later(learned.pk, project.pk)
    return learned


def learn_if_due(*, project: Project, at: datetime) -> LearnedModel | None:
    """Learn by itself: again and again, each time that AGAIN_AFTER more codings are done."""
    last = project.learned_models.order_by("-number").values_list("created_at", flat=True).first()
    fresh = _finished(project)
    if last is not None:
        fresh = fresh.filter(changed_at__gt=last)
    if fresh.count() < AGAIN_AFTER:
        return None
    try:
        return start_learning(project=project, at=at)
    except CannotLearn:
        return None


def learn(*, learned_model: UUID, at: datetime) -> None:
    """The work itself, which takes minutes; done twice, it counts once. Nothing is locked.

    Whatever goes wrong is kept as a failure, unless the database is away: then try again.
    """
    waiting = LearnedModel.objects.filter(pk=learned_model, state=LearningState.TRAINING)
    learned = waiting.select_related("project").first()
    if learned is None:
        return
    lessons = lessons_of(learned.project)
    try:
        figures = compare(lessons.examples, progress=_told(learned, 0))
        model = train(lessons.examples, progress=_told(learned, 50))
        keep_learned(learned=learned, lessons=lessons, model=model, figures=figures, at=at)
    except OperationalError:
        raise
    except Exception:
        logger.exception("Cannot learn from project %s", learned.project_id)
        waiting.update(state=LearningState.FAILED, finished_at=at)


@audited
def keep_learned(
    *, learned: LearnedModel, lessons: Lessons, model: Model, figures: Figures, at: datetime
) -> None:
    """It is ready; switch it on where it is better than what reads the project now."""
    learned.weights = model.to_bytes()
    learned.figures = asdict(figures)
    learned.articles = len(lessons.examples)
    learned.finished_articles = lessons.finished
    learned.attributions = lessons.attributions
    learned.rejections = lessons.rejections
    learned.state, learned.finished_at, learned.progress = LearningState.READY, at, 100
    learned.save()
    if figures.is_better:
        _switch(learned.project, learned, None, at)


@audited
def switch_on(*, learned: LearnedModel, by: User, at: datetime) -> None:
    """Read the project with this version, be it the latest or not. Raises CannotSwitch."""
    if learned.state != LearningState.READY:
        raise CannotSwitch(_("There is nothing to switch on: it has not learned to the end."))
    if not learned.is_present:
        raise CannotSwitch(_("The rules have changed since. Let the machine learn again."))
    _switch(learned.project, learned, by, at)


@audited
def switch_off(*, project: Project, by: User, at: datetime) -> None:
    """Read the project by the rules alone."""
    _switch(project, None, by, at)


def _switch(project: Project, wanted: LearnedModel | None, by: User | None, at: datetime) -> None:
    """Suggestions that nobody decided about are made anew; everything else stays."""
    Project.objects.select_for_update().get(pk=project.pk)
    on = LearnedModel.objects.filter(project=project, is_on=True)
    before = on.values_list("pk", flat=True).first()
    if before == (wanted.pk if wanted else None):
        return
    on.update(is_on=False)
    if wanted:
        LearnedModel.objects.filter(pk=wanted.pk).update(is_on=True)
    start_run_anew(project=project, by=by, at=at)


def _told(learned: LearnedModel, begun: int) -> Callable[[float], None]:
    """Keeps how far it is: each of the two steps is half of the work."""

    def tell(share: float) -> None:
        now = begun + int(50 * share)
        if now > learned.progress:
            learned.progress = now
            LearnedModel.objects.filter(pk=learned.pk).update(progress=now)

    return tell


def _finished(project: Project) -> CodingQuerySet:
    return Coding.objects.by_people().filter(project=project, state=CodingState.DONE)
