"""Mailing each reader, as often as they like, what waits for them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.actions.digests import note_digest, note_searches_told, token_of
from annotations.domain.periods import period_due
from annotations.domain.zones import zone_named
from annotations.models import Digest, Often, User
from annotations.queries.digests import Told, told_to


def send_digests(*, at: datetime) -> int:
    """Send what is due and has not been sent; how many mails that were.

    What was noted and could not be sent is due again: both are one transaction.
    """
    wanting = User.objects.filter(is_active=True).exclude(digest=Often.NEVER).exclude(email="")
    sent = 0
    for user in wanting.order_by("pk"):
        # No device asks for a mail.
        zone = zone_named(user.time_zone) or ZoneInfo("UTC")
        period = period_due(user.digest, at.astimezone(zone))
        if period is None or Digest.objects.filter(user=user, period=period).exists():
            continue
        with translation.override(settings.LANGUAGE_CODE), timezone.override(zone):
            today = at.astimezone(zone).date()
            told = told_to(user, at, today)
            with transaction.atomic():
                is_first = note_digest(user=user, period=period, things=told.things, at=at)
                if is_first:
                    until = {one.saved.pk: one.saved.round for one in told.heard}
                    note_searches_told(user=user, told=until, today=today)
                if is_first and told.things:
                    sent += mail_to(user, told).send()
    return sent


def mail_to(user: User, told: Told) -> EmailMultiAlternatives:
    """Plain text, which reads the same everywhere; and the same with links, in each thing's own
    direction, for programs that show it."""
    stop = settings.ADDRESS + reverse("digest-stop", args=[token_of(user)])
    subject = ngettext("%(n)d thing waits for you", "%(n)d things wait for you", told.things)
    context = {"user": user, "told": told, "site": settings.ADDRESS, "stop": stop}
    mail = EmailMultiAlternatives(
        subject=_("Attaché: %(what)s") % {"what": subject % {"n": told.things}},
        body=render_to_string("digests/mail.txt", context),
        to=[user.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("digests/mail.html", context), "text/html")
    return mail
