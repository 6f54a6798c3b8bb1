"""Guidelines on a page."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from annotations.domain.guidelines import Rendered

register = template.Library()


@register.filter
def as_html(guidelines: Rendered) -> SafeString:
    """Only what domain.guidelines has rendered and cleaned: no other text has this type."""
    if not isinstance(guidelines, Rendered):
        raise TypeError("as_html shows rendered guidelines and nothing else")
    return mark_safe(guidelines.html)
