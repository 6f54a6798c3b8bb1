"""Addresses of pages: which of them are the same article's."""

import re
from urllib.parse import quote, unquote, urlsplit

# What tells an outlet where its readers come from, and leads to the same page without it.
TRACKING = (
    *("utm_", "at_", "ns_", "mc_", "pk_", "fbclid", "gclid", "dclid", "msclkid", "igshid"),
    *("yclid", "xtor", "_ga", "cmpid", "wt_mc", "icid"),
)
# What may not stand in an address that is an IRI, and how it is written there.
NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
AS_IRI = re.compile(r"%(?:[01][0-9A-F]|2[02]|3[CE]|5[CE]|60|7[BCD])")
# The same pages for other screens.
DOORS = ("www.", "m.", "mobile.", "amp.")


def plain_address(url: str) -> str:
    """Without the place within the page, and without what only counts visitors."""
    parts = urlsplit(url.strip())
    kept = [
        each for each in parts.query.split("&") if each and not each.lower().startswith(TRACKING)
    ]
    return parts._replace(query="&".join(kept), fragment="", netloc=parts.netloc.lower()).geturl()


def as_iri(url: str) -> str:
    """As formats want it that take no letter which an address may not have, as browsers do."""
    return NO_IRI.sub(lambda found: quote(found[0]), url)


def out_of_iri(iri: str) -> str:
    """What `as_iri` made it of, unless that was written so already."""
    return AS_IRI.sub(lambda found: unquote(found[0]), iri)


def canonical_address(url: str, stated: str) -> str:
    """What the page at `url` states, if that is of the same site; else `url`, made plain.

    No page can pass itself off as another outlet's.
    """
    return plain_address(stated if stated and is_same_site(url, stated) else url)


def is_same_site(one: str, other: str) -> bool:
    """Whether one host is the other's, or lies below it."""
    first, second = site_of(one), site_of(other)
    if not first or not second:
        return False
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def site_of(url: str) -> str:
    """The host, without the names that all outlets use: example.org. "" where there is none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    for door in DOORS:
        if host.startswith(door) and "." in host.removeprefix(door):
            return host.removeprefix(door)
    return host
