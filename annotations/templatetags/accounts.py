"""The demo's own way in."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from annotations.domain.demo import DEMO_LOGINS, DEMO_PASSWORD

register = template.Library()


@register.simple_tag
def demo_logins() -> list[dict[str, str]]:
    """Everybody who may sign in with one click; nobody outside the demo."""
    if not settings.DEMO:
        return []
    roles = {
        "analyst": _("annotates"),
        "second": _("annotates the same articles"),
        "curator": _("compares and agrees"),
        "admin": _("keeps sources, people and projects"),
    }
    return [{"login": name, "password": DEMO_PASSWORD, "role": roles[name]} for name in DEMO_LOGINS]
