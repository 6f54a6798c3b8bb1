"""No page of a project shuts anybody out: axe on each, light and dark, wide and on a phone.

Other areas have files of their own, `test_axe_*.py`; `walk` and `demo` are in `conftest.py`.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.decisions import reject
from annotations.actions.webhooks import create_webhook
from annotations.exchange.starter import install_starter
from annotations.models import Actor, Attribution, Link, ProjectArticle, Suggestion, User
from tests.browser.walking import of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_members(walk, demo):
    analyst, curator = (User.objects.get(username=name) for name in ("analyst", "curator"))
    said = Actor.objects.filter(kind="person", attributions__isnull=False).first()
    article = ProjectArticle.objects.filter(codings__analyst=analyst).first()
    suggested = Suggestion.objects.filter(attribution__coding__project_article=article).first()
    number = suggested.attribution.number
    link = Link.objects.get()
    denied = Attribution.objects.get(coding=link.other_coding, number=link.other_number)
    reject(project_article=article, number=number, by=curator, at=timezone.now())

    walk(
        analyst,
        {
            "home": "/",
            "projects": reverse("project-list"),
            "project": of("project-detail", demo),
            "codebook": of("codebook-detail", demo),
            "my progress": of("progress-mine", demo),
            "articles": of("article-list", demo),
            "articles, none found": of("article-list", demo) + "?q=nothing",
            "annotation by itself": of("workbench", article) + "annotations/1/",
            "annotations": of("annotation-list", article),
            "history of an annotation": reverse("annotation-trail", args=[article.pk, 1]),
            "statement": of("statement-verify", Attribution.objects.filter(speaker=said).first()),
            "suggestion": of("workbench", article) + f"suggestions/{number}/",
            "why": of("workbench", article) + f"suggestions/{number}/why/",
            "what is left open": of("coding-ask", article),
            "what the machine has read": of("run-detail", demo),
            "who speaks": of("project-balance", demo),
            "export": of("export-page", demo) + "?form=brat",
            "who says what about whom": of("project-matrix", demo),
            "pictures": of("project-pictures", demo),
            "report": of("study-detail", demo),
            "statement that is denied": of("statement-detail", denied),
            "statement to link": of("link-list", denied),
            "statements of a figure": of("project-balance-statements", demo)
            + "?by=mode&value=direct",
        },
    )
    walk(
        curator,
        {
            "articles with analysts": of("article-list", demo),
            "decisions": of("decision-list", article),
            "suggestions": of("run-detail", demo),
            "agreement": of("agreement-detail", demo) + "?machine=on",
            "progress": of("progress-detail", demo),
            "where coders differ": of("difference-list", demo) + "?machine=on",
        },
    )


def test_the_pages_of_admins(walk, demo):
    analyst, admin = (User.objects.get(username=name) for name in ("analyst", "admin"))
    tag = [demo.codebook_id, demo.codebook.tags.first().pk]
    address = f"https://hooks.example/{'of-a-study/' * 8}"
    create_webhook(
        project=demo, address=address, tells=["coding.done"], by=admin, at=timezone.now()
    )

    walk(
        admin,
        {
            "members": of("member-list", demo),
            "what was done": of("deed-list", demo),
            "assignments": of("assignment-list", demo),
            "filling up": of("assignment-preview", demo) + f"?analyst={analyst.pk}&turn=added",
            "codebooks": reverse("codebook-list"),
            "new codebook": reverse("codebook-create"),
            "versions of a codebook": of("version-list", demo.codebook),
            "version of a codebook": reverse("version-detail", args=[demo.codebook_id, 1]),
            "crosswalks": of("crosswalk-list", demo.codebook),
            "crosswalk": reverse(
                "crosswalk-detail",
                args=[demo.codebook_id, install_starter(which="events", by=None).pk],
            ),
            "files of a codebook": of("codebook-files", demo.codebook),
            "codebook, edited": of("codebook-tree", demo.codebook),
            "tag, merged": reverse("tag-merge", args=tag),
            "tag, split": reverse("tag-split", args=tag),
            "tag": reverse("tag-update", args=tag),
            "project, edited": of("project-update", demo),
            "guidelines": of("guidelines-detail", demo),
            "guidelines, edited": of("guidelines-update", demo),
            "guidelines, versions": of("guidelines-versions", demo),
            "webhooks": of("webhook-list", demo),
            "import of annotations": of("coded-import-page", demo),
            "articles to add": of("article-add", demo),
            "new project": reverse("project-create"),
            "no feeds": reverse("feed-list"),
            "no failed looks": reverse("look-list"),
            "queue": reverse("queue-detail"),
        },
    )


def test_pages_that_say_no(walk, cast):
    addresses = {
        "404": "/articles/none/",
        "403": of("intake", cast.project),
        "no projects": "/projects/",
    }

    walk(cast.reader, addresses, quiet=False)
    walk(cast.stranger, {"home of a stranger": "/"})
