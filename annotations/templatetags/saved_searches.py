"""Where what a saved search found opens."""

from django import template
from django.urls import reverse

from annotations.queries.finds import Place

register = template.Library()


@register.filter
def address(place: Place) -> str:
    """From the root of the site."""
    return reverse(place.page, args=place.args) + place.after
