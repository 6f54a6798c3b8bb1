"""Names as a search compares them."""

from django.db.models import Func, TextField


class Folded(Func):
    """Without accents, case, apostrophes and dots; hyphens are spaces: O’Rourke-Łaś → orourke las.

    PostgreSQL's `unaccent` may not stand in an index, so this does the same with what may: it
    takes letters and marks apart and drops the marks, those of Arabic and Hebrew too.
    """

    template = (
        "translate(replace(replace(replace("
        "lower(regexp_replace(normalize(%(expressions)s, NFKD), "
        r"'[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]', '', 'g')), "
        "'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), "
        "'łøđðıþ-‐‑–’''ʼ‘`.', 'loddit    ')"
    )
    output_field = TextField()
