"""What holds of bulk acts, whatever the code says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from annotations.models import BulkAct, BulkPart
from tests.actions.conftest import NOW


@pytest.fixture
def bulk(cast):
    return BulkAct.objects.create(
        project=cast.project, kind="tag", by=cast.owner, at=NOW, total=3, dealt=2, done=1
    )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"done": 3}, "bulk_act_adds_up"),
        ({"dealt": 4}, "bulk_act_adds_up"),
        ({"kind": "back"}, "bulk_act_takes_back_one"),
        ({"finished_at": NOW, "failed_at": NOW}, "bulk_act_ends_one_way"),
    ],
)
def test_it_adds_up(bulk, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BulkAct.objects.filter(pk=bulk.pk).update(**change)


def test_only_what_takes_back_names_another(bulk):
    with pytest.raises(IntegrityError, match="bulk_act_takes_back_one"), transaction.atomic():
        BulkAct.objects.filter(pk=bulk.pk).update(takes_back=bulk)


def test_it_is_taken_back_once_at_a_time(cast, bulk):
    back = {"project": cast.project, "kind": "back", "by": cast.owner, "takes_back": bulk}
    first = BulkAct.objects.create(at=NOW, total=1, **back)
    with pytest.raises(IntegrityError, match="bulk_act_back_once"), transaction.atomic():
        BulkAct.objects.create(at=NOW, total=1, **back)

    BulkAct.objects.filter(pk=first.pk).update(finished_at=NOW)
    BulkAct.objects.create(at=NOW + timedelta(days=1), total=1, **back)


def test_an_article_is_one_part(cast, bulk):
    BulkPart.objects.create(bulk=bulk, project_article=cast.project_article, numbers=[1])
    with pytest.raises(IntegrityError, match="bulk_part_once"), transaction.atomic():
        BulkPart.objects.create(bulk=bulk, project_article=cast.project_article, numbers=[2])
