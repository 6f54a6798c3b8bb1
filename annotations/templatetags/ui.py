"""Icons, glyphs and the rail: what templates need and HTML alone does not have."""

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.domain.search.contexts import Context
from annotations.models import Stance
from annotations.permissions import can_open_admin

register = template.Library()

# Pages of a project whose addresses do not begin with that of the projects.
OF_PROJECTS = ("addition-", "bulk-act-", "coded-import-", "import-", "restoration-")


@dataclass(frozen=True)
class RailItem:
    icon: str
    label: str
    url: str
    current: bool
    apart: bool = False


@register.simple_tag
@cache
def icon(name: str, kind: str = "icon") -> SafeString:
    """A drawing of static/img/icons.svg, without words: its neighbour or aria-label has them.

    Of the few that there are, a page has up to a hundred.
    """
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        kind,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def choose_box(key: Any, name: str) -> SafeString:
    """The box of a result. No template: a page has many, and putting in one took longer than it."""
    called = escape(_("Choose: %(name)s") % {"name": name})
    return SafeString(
        '<input class="choose" type="checkbox" form="choose" name="chosen"'
        f' value="{escape(str(key))}" autocomplete="off" aria-label="{called}">'
    )


@register.simple_tag
def stance_glyph(value: str) -> SafeString:
    """Five steps from reject to endorse; the filled ones say which, without colour."""
    if value not in Stance.values:
        return SafeString()
    return icon(f"stance-{value}", "glyph")


@register.filter
def marked(context: Context) -> SafeString:
    """Words in context, what was found in <mark>. Each piece is escaped right here."""
    words = "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.is_hit else escape(piece.text)
        for piece in context.pieces
    )
    before, after = "… " if context.cut_before else "", " …" if context.cut_after else ""
    return SafeString(f"{before}{words}{after}")


@register.filter
def stance_word(value: str) -> str:
    return str(Stance(value).label) if value in Stance.values else ""


@register.inclusion_tag("ui/_rail.html", takes_context=True)
def rail(context: template.Context) -> dict[str, Any]:
    """The main ways through the house, for whoever is signed in; works without a request."""
    request = context.get("request")
    user = context.get("user")
    path = request.path if request is not None else ""
    match = getattr(request, "resolver_match", None)
    if match is not None and (match.url_name or "").startswith(OF_PROJECTS):
        path = reverse("project-list")
    items: list[RailItem] = []
    if user is not None and user.is_authenticated:
        items = [
            item("home", _("Home"), "home", path),
            item("projects", _("Projects"), "project-list", path),
            item("sources", _("Sources"), "source-list", path),
            item("people", _("People"), "actor-list", path),
            item("search", _("Search"), "search", path),
        ]
        if can_open_admin(user):
            items.append(item("admin", _("Administration"), "admin:index", path))
        items.append(item("preferences", _("Preferences"), "preferences", path, apart=True))
    return {"items": items, "user": user, "csrf_token": context.get("csrf_token")}


def item(icon: str, label: str, name: str, path: str, apart: bool = False) -> RailItem:
    url = reverse(name)
    # Home is the root of every address; the others own what lies below them.
    current = path == url or (name != "home" and path.startswith(url))
    return RailItem(icon, label, url, current, apart)
