"""A study with everything in it: the demo's, with a relay chain, a link and tags of an article."""

import pytest
from django.utils import timezone

from annotations.models import (
    Actor,
    ArticleTag,
    Attribution,
    Coding,
    Link,
    Project,
    Relay,
    User,
)
from tests.factories.demo import make_demo
from tests.factories.projects import make_project, make_tag

NOW = timezone.now()


@pytest.fixture
def study(db) -> Project:
    project = make_demo()
    coding = Coding.objects.filter(analyst__username="analyst", annotation_count__gt=2).first()
    tag = make_tag(project.codebook, "Whole article", applies_to=["article"])
    ArticleTag.objects.create(coding=coding, tag=tag)
    said = Attribution.objects.filter(relayer__isnull=False, coding__kind="human").first()
    other = Actor.objects.exclude(pk__in=[said.speaker_id, said.relayer_id]).first()
    Relay.objects.create(attribution=said, position=2, actor=other)
    if not Link.objects.exists():
        first, second = Attribution.objects.filter(coding=said.coding)[:2]
        Link.objects.create(
            project=project,
            kind="repeats",
            coding=first.coding,
            number=first.number,
            other_coding=second.coding,
            other_number=second.number,
            linked_at=NOW,
        )
    return project


@pytest.fixture
def empty(study) -> Project:
    """Another project with the same codebook, in which nothing is."""
    return make_project("Empty", study.codebook)


@pytest.fixture
def admin(study) -> User:
    return User.objects.get(username="admin")
