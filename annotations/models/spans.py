from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.spans.elsewhere import elsewhere, is_worth_it
from annotations.domain.spans.lanes import LANES
from annotations.domain.spans.sameness import Said
from annotations.models.attributions import Attribution
from annotations.models.codebooks import Tag
from annotations.models.codings import Coding, counted
from annotations.models.due import said
from annotations.models.history import tracked_but_for

# More than anybody wants to look through after one key.
MOST_ELSEWHERE = 100


class SpanRole(models.TextChoices):
    PASSAGE = "passage", _("Tagged passage")
    CONTENT = "content", _("Content")
    CUE = "cue", _("Cue")
    SPEAKER = "speaker", _("Speaker")


# Where an annotation's own words stand.
MAIN_ROLES = (SpanRole.PASSAGE, SpanRole.CONTENT)


class SpanQuerySet(models.QuerySet["Span"]):
    def visible_to(self, user: AbstractBaseUser) -> "SpanQuerySet":
        return self.filter(coding__in=Coding.objects.visible_to(user))

    def touching(self, start: int, end: int) -> "SpanQuerySet":
        """Spans that share at least one code point with [start, end)."""
        return self.filter(start__lt=end, end__gt=start)

    def in_reading_order(self) -> "SpanQuerySet":
        return self.order_by("start", "-end", "number")

    def statements(self) -> list[Said]:
        """The attributions of these spans by content and cue, as far as those are among them."""
        wanted = self.filter(role__in=[SpanRole.CONTENT, SpanRole.CUE]).order_by("start", "number")
        content: dict[UUID, list[tuple[int, int]]] = {}
        cues: dict[UUID, list[tuple[int, int]]] = {}
        for owner, role, start, end in wanted.values_list("attribution_id", "role", "start", "end"):
            places = content if role == SpanRole.CONTENT else cues
            places.setdefault(owner, []).append((start, end))
        return [Said(ranges, cues.get(owner, [])) for owner, ranges in content.items()]


@tracked_but_for("project", "attribution")
class Span(models.Model):
    """A range [start, end) of a revision's text in code points, with its words and surroundings.

    A passage stands for itself and carries tags; content, cue and speaker belong to an attribution.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Found by its part of an index below.
    project = models.ForeignKey(
        "annotations.Project", models.CASCADE, related_name="+", db_index=False
    )
    # What is unique by it, and the reading order, are found by it, too.
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="spans", db_index=False)
    attribution = models.ForeignKey(
        Attribution, models.CASCADE, null=True, related_name="spans", db_index=False
    )
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=7, choices=SpanRole, default=SpanRole.PASSAGE)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    note = models.TextField(_("note"), blank=True)
    # Which of the four underlines it has: kept, so that no mark jumps when a neighbour comes.
    lane = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SpanQuerySet.as_manager()

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        constraints = [
            models.UniqueConstraint(fields=["coding", "number"], name="span_number_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="span_not_empty"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("words")), name="span_as_long_as_its_words"
            ),
            models.CheckConstraint(condition=Q(lane__lt=LANES), name="span_lane"),
            models.CheckConstraint(
                condition=Q(role=SpanRole.PASSAGE, attribution__isnull=True)
                | (~Q(role=SpanRole.PASSAGE) & Q(attribution__isnull=False)),
                name="span_of_an_attribution_or_by_itself",
            ),
            models.UniqueConstraint(
                fields=["attribution", "role"],
                condition=Q(role__in=[SpanRole.CUE, SpanRole.SPEAKER]),
                name="one_cue_and_one_speaker",
            ),
        ]
        indexes = [
            models.Index(fields=["coding", "start"], name="span_in_reading_order"),
            # A page of a project's passages reads no other project's, however many there are.
            models.Index(fields=["project", "role", "id"], name="span_in_project"),
            # Which content of a statement is the first is read here alone. Passages, of which
            # there are many more, are not in it.
            models.Index(
                fields=["attribution", "role", "start", "number"],
                name="span_of_statement",
                condition=Q(attribution__isnull=False),
            ),
        ]
        triggers = [*counted("role = 'passage'", by_acts=True), *said()]

    def __str__(self) -> str:
        return f"{self.coding_id} s{self.number}"

    def elsewhere(self) -> list[tuple[int, int]]:
        """Where else in the text the words of a passage stand and are no passage yet, in order.

        Ranges in code points, MOST_ELSEWHERE at most; none for words that say too little. Two
        queries.
        """
        if not is_worth_it(self.words):
            return []
        others = Span.objects.filter(coding=self.coding_id, role=SpanRole.PASSAGE)
        taken = others.exclude(pk=self.pk).values_list("start", "end")
        return elsewhere(self.coding.revision.text, self.start, self.end, taken)[:MOST_ELSEWHERE]


@tracked_but_for("tag")
class SpanTag(models.Model):
    span = models.ForeignKey(Span, models.CASCADE, related_name="span_tags", db_index=False)
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="span_tags")

    class Meta:
        verbose_name = _("tag of a span")
        verbose_name_plural = _("tags of spans")
        constraints = [models.UniqueConstraint(fields=["span", "tag"], name="span_tagged_once")]

    def __str__(self) -> str:
        return f"{self.span_id} {self.tag_id}"
