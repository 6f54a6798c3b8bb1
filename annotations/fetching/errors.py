"""Why something was not fetched, as a code with parameters and as a sentence for people."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "bad_address": _("This is not an address of a page, such as https://example.org/news/1."),
    "credentials": _("The address holds a user name or a password. Leave that out."),
    "port": _("Pages are fetched from the usual ports only, not from port {port}."),
    "unknown_host": _("No site is called {host}. Check the address."),
    "private": _("{host} is in a private or special network; nothing is fetched from there."),
    "unreachable": _("{host} does not answer. Try again later."),
    "insecure": _("The certificate of {host} cannot be trusted, so nothing was read from it."),
    "too_slow": _("{host} took more than {seconds} seconds. Try again later."),
    "too_large": _("It has more than {limit:,} bytes, which is more than an article has."),
    "redirects": _("{host} sends us from one address to the next without end."),
    "media_type": _("This is no kind of file that can be read here ({what})."),
    "encoding": _("{host} packs its answer in a way that cannot be unpacked ({what})."),
    "robots": _("{host} asks programs not to fetch this page (robots.txt)."),
    "robots_away": _("{host} does not say now what programs may fetch. Try again later."),
    "missing": _("{host} has no page at this address (status {status})."),
    "denied": _("{host} does not show this page to everybody (status {status})."),
    "busy": _("{host} asks us to come back later (status {status})."),
    "failed": _("{host} has trouble of its own (status {status}). Try again later."),
    "broken": _("The answer of {host} broke off or made no sense. Try again later."),
    "elsewhere": _("{host} leads to another page now; what it showed before is kept here."),
    "no_feed": _("There is no feed at this address of {host}."),
    "empty": _("{host} sent a page without anything in it."),
}


class NotFetched(Exception):
    """Nothing came, or nothing that may be kept. `str()` of it is a sentence for whoever asked.

    `code` is a key of SENTENCES; `code` and `params` can be stored, and put into words later.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return sentence_for(self.code, self.params)


def sentence_for(code: str, params: Mapping[str, str | int]) -> str:
    """The sentence in the reader's language."""
    return str(SENTENCES[code]).format(**params)
