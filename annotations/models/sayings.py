"""The words of annotations, as search looks them up: tagged passages, and what statements say.

As with passages of texts (`findables.py`), triggers only note what is due (`due.py`), and
`actions/indexing.py` makes the rows a moment later. A search reads what is due by itself, so that
an annotation is found as soon as it is there.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from annotations.domain.search.configurations import SIMPLE

# Of which spans there are rows.
ROLES = "('passage', 'content')"
# Which dictionary reads what is said in an article, by a parameter that is an object of JSON.
DICTIONARY = f"""
    coalesce(%(configurations)s::jsonb ->> lower(split_part(article.language, '-', 1)), '{SIMPLE}')
"""
# That a row is still that of a span as it is: who annotates may change what it says.
IS_OF = f"""
    said.span = span.id AND said.coding = span.coding_id AND span.role IN {ROLES}
    AND said.attribution IS NOT DISTINCT FROM span.attribution_id
    AND said.start = span.start AND said."end" = span."end"
"""


def lexemes(configuration: str, plain: str) -> str:
    """SQL for the words of a plain text. The first lexeme says which dictionary read it: a question
    is asked in each language's own way, and each way only of the rows of that language. The last
    ones are the words as they are spelled, without their places: what begins with some letters is
    looked up among them."""
    return f"""
        array_to_tsvector(ARRAY['=' || {configuration}])
        || to_tsvector({configuration}::regconfig, {plain})
        || CASE {configuration} WHEN '{SIMPLE}' THEN ''
           ELSE strip(to_tsvector('{SIMPLE}'::regconfig, {plain})) END
    """


class Listed(Func):
    """A key as an array of one, which an index of words can hold."""

    template = "(ARRAY[%(expressions)s])"


class Saying(models.Model):
    """A tagged passage or the content of a statement, with its words as the dictionary of its
    article's language has them, of current codings.

    Keys rather than relations: what is gone is taken out a moment later, and no search shows it.
    """

    span = models.UUIDField(primary_key=True)
    coding = models.UUIDField()
    project = models.UUIDField()
    # None where it is a passage.
    attribution = models.UUIDField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # Of the article; the day is UNDATED where it has none.
    source = models.UUIDField()
    language = models.CharField(max_length=8)
    day = models.DateField()
    words = SearchVectorField()

    class Meta:
        verbose_name = _("words of an annotation")
        verbose_name_plural = _("words of annotations")
        indexes = [
            GinIndex(F("words"), Listed(F("project")), name="saying_words"),
            models.Index("coding", name="saying_of_coding"),
        ]

    def __str__(self) -> str:
        return str(self.span)


class SayingDue(models.Model):
    """A coding some of whose annotations are to be read. Triggers put it in, as often as there is
    something new, so that nobody who writes waits for anybody who reads."""

    coding = models.UUIDField()

    class Meta:
        verbose_name = _("coding to be made findable")
        verbose_name_plural = _("codings to be made findable")

    def __str__(self) -> str:
        return str(self.coding)
