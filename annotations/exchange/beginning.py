"""A project with a codebook of its own, where it takes none that is there."""

from typing import Any

from django.db import transaction

from annotations.actions.codebooks import create_codebook
from annotations.actions.projects import create_project
from annotations.exchange.starter import install_starter
from annotations.models import Project, User


def begin_project(facts: dict[str, Any], *, by: User) -> Project:
    """`facts` as forms.projects has them. Whoever makes it is its first manager.

    Both are made, or neither. Raises CannotKeepProject.
    """
    facts = dict(facts)
    which = facts.pop("starter")
    with transaction.atomic():
        facts["codebook"] = facts["codebook"] or (
            install_starter(which=which, name=facts["name"], by=by)
            if which
            else create_codebook(name=facts["name"], by=by)
        )
        return create_project(**facts, manager=by, by=by)
