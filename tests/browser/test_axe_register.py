"""People, organisations, countries and the outlets, as axe sees them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.register_taking_back import look_at_taking_back
from annotations.exchange.register.importing import start
from annotations.models import Actor, ProjectArticle, Source, User
from tests.browser.walking import of
from tests.factories.actors import make_actor
from tests.helpers.register_files import kept, planned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_the_register(walk, demo):
    analyst = User.objects.get(username="analyst")
    said = Actor.objects.filter(kind="person", attributions__isnull=False).first()
    article = ProjectArticle.objects.filter(codings__analyst=analyst).first()

    walk(
        analyst,
        {
            "people": reverse("actor-list"),
            "person": of("actor-detail", said),
            "organisation": of("actor-detail", Actor.objects.filter(kind="organisation").first()),
            "country": of("actor-detail", Actor.objects.filter(kind="country").first()),
            "person, edited": of("actor-update", said),
            "post": of("affiliation-create", said),
            "likely the same": reverse("duplicate-actor-list"),
            "whom to merge": of("actor-merge", said),
            "merged": of("actor-merge", said) + f"?other={make_actor('Ada Kwill').pk}",
            "split": of("actor-split", said),
            "sources": reverse("source-list"),
            "source": of("source-detail", Source.objects.first()),
            "who speaks in an outlet": of("source-balance", article.article.source),
        },
    )


def test_the_pages_of_the_registers_files(walk, cast):
    quill = make_actor("Ada Quill", description="Consul")
    table = (
        f"id,kind,name,description,age\n{quill.pk},person,Ada Quill,Envoy,40\n"
        ",organisation,Coast Guard,,\n,robot,Nobody,,\n"
    )
    files = {"files, none so far": reverse("register-files")}
    walk(cast.owner, files)
    waiting, other = planned(table, cast.owner), kept(table, cast.owner)
    plan = of("register-import-detail", waiting)
    addresses = {
        "files": reverse("register-files"),
        "new": f"{plan}?show=create",
        "changed": f"{plan}?show=change",
        "refused": f"{plan}?show=refused",
        "being planned": of("register-import-detail", other),
    }
    walk(cast.owner, addresses)

    start(waiting, by=cast.owner, at=timezone.now())
    walk(cast.owner, {"applied": plan})

    back = of("register-import-take-back", waiting)
    walk(cast.owner, {"take back, not asked": back, "deeds": reverse("register-deed-list")})
    look_at_taking_back(upload=waiting, by=cast.owner, at=timezone.now())
    walk(cast.owner, {"take back, looked at": back})
