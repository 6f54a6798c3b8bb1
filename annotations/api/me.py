"""Who asks, and what they are where."""

from typing import Any
from uuid import UUID

from ninja import Router, Schema

from annotations.api.knowing import Asked
from annotations.models import Membership

router = Router()


class Role(Schema):
    project: UUID
    role: str


class Me(Schema):
    id: UUID
    username: str
    name: str
    scope: str
    is_admin: bool
    roles: list[Role]


@router.get("/me", response=Me, summary="Who you are")
def me_get(request: Asked) -> Any:
    """Whose token this is, what it is for, and the roles of its owner."""
    user = request.user
    roles = Membership.objects.filter(user=user).order_by("project").values("project", "role")
    return Me(
        id=user.pk,
        username=user.username,
        name=user.shown_name,
        scope=request.scope,
        is_admin=user.is_superuser,
        roles=[Role(**row) for row in roles],
    )
