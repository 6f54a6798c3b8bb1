"""What stands for somebody of whom there is no picture."""

from django import template

from annotations.domain.initials import initials

register = template.Library()
register.filter("initials", initials)
