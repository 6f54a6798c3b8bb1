"""What search looks its words up in: one row for each paragraph of each article's newest revision.

Making rows takes longer than taking an article in may take, so triggers only note which articles
are due, and `actions/indexing.py` makes the rows a moment later, at the latest a minute.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from annotations.domain.search.tokens import ALONE, SEPARATORS
from annotations.models.articles import Article
from annotations.models.projects import ProjectArticle
from annotations.models.sources import Source

# A text as it is cut into words: without accents, in small letters, nothing but letters and
# digits, between spaces. It may stand in an index, which PostgreSQL's `unaccent` may not; and й
# stays a letter of its own, since Russian endings need it.
INITIAL = r"'(?<![A-Za-z0-9])([A-Za-z])\.(?=[A-Za-z](?![A-Za-z0-9]))', '\1', 'g'"
# Accents, and the points of Hebrew and Arabic.
MARKS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
PLAIN_WORDS = f"""
CREATE OR REPLACE FUNCTION annotations_plain_words(said text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN octet_length(said) = length(said) THEN
        lower(regexp_replace(regexp_replace(said, {INITIAL}), '[^A-Za-z0-9]+', ' ', 'g'))
    ELSE replace(replace(replace(translate(lower(
        regexp_replace(
            normalize(
                regexp_replace(
                    normalize(
                        regexp_replace(regexp_replace(said, {INITIAL}),
                            '[{SEPARATORS}]+', ' ', 'g'),
                        NFKD),
                    '(?<![\\u0400-\\u04ff])[{MARKS}]+', '', 'g'),
                NFC),
            '([{ALONE}])', ' \\1 ', 'g')
        ), 'łøđðıё', 'loddiе'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
END
"""

# Which words stand side by side, as numbers below a million: a phrase is looked up by its pairs,
# since those who have both words are many, and each would be read to see how they stand. Two pairs
# may have one number, so what has it is asked the phrase itself.
PAIRS = """
CREATE OR REPLACE FUNCTION annotations_pairs(words tsvector) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    WITH said AS MATERIALIZED (
        SELECT lexeme, position FROM unnest(words) AS word(lexeme, positions, weights)
        CROSS JOIN LATERAL unnest(positions) AS position
    )
    SELECT array_agg(hashtext(one.lexeme || ' ' || other.lexeme) & 1048575)
    FROM said AS one JOIN said AS other ON other.position = one.position + 1
)
"""


# A day by its year, its month and itself, as `domain/search/days.py` has them.
DAYS = """
CREATE OR REPLACE FUNCTION annotations_days(day date) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN ARRAY[
    extract(year FROM day)::int * 10000,
    extract(year FROM day)::int * 10000 + extract(month FROM day)::int * 100,
    extract(year FROM day)::int * 10000 + extract(month FROM day)::int * 100
        + extract(day FROM day)::int
]
"""


class FindableQuerySet(models.QuerySet["Findable"]):
    def visible_to(self, user: AbstractBaseUser) -> "FindableQuerySet":
        """Of articles in projects of the user; a superuser's are all that are in some project."""
        rows = ProjectArticle.objects.visible_to(user).filter(article=models.OuterRef("article"))
        return self.filter(models.Exists(rows))

    def saying(self, query: str, looked_up: Sequence["LookUp"] = ()) -> "FindableQuerySet":
        """`query` is a tsquery as PostgreSQL writes it, made by `queries/asking.py`.

        Each of `looked_up` is easier to look up in an index, and together they find all of that
        and little else; what they find is asked the query itself.
        """
        if not looked_up:
            return self.filter(words=Query(query))
        rows = self.filter(reduce(or_, (one.condition() for one in looked_up)))
        return rows.filter(Said(F("words"), Query(query)))

    def likely_in(self, projects: Collection[UUID]) -> "FindableQuerySet":
        """Those whose articles were in one of these projects when their rows were made.

        The index of words knows, so that it leads to nothing else. Who may see an article is
        another question, asked as well.
        """
        return self.filter(projects__overlap=[*projects])

    def on_days(self, numbers: Collection[int]) -> "FindableQuerySet":
        """Those of the days that these `numbers` stand for, each by its year, its month or itself
        (`domain/search/days.py`). The index of words knows them."""
        return self.filter(AnyOf(Days(F("day")), models.Value([*numbers])))


@dataclass(frozen=True)
class LookUp:
    """What an index is asked: for the pairs of words where there are some, else the tsquery."""

    query: str
    pairs: tuple[int, ...] = ()

    def condition(self) -> models.Q:
        if self.pairs:
            return models.Q(AllOf(Pairs(F("words")), models.Value(list(self.pairs))))
        return models.Q(words=Query(self.query))


class Pairs(Func):
    """Which words stand side by side, as the index has them."""

    function = "annotations_pairs"
    output_field = ArrayField(models.IntegerField())


class Days(Func):
    """What a day is looked up by."""

    function = "annotations_days"
    output_field = ArrayField(models.IntegerField())


class AllOf(Func):
    """That all numbers of the second array are in the first."""

    template = "%(expressions)s::integer[]"
    arg_joiner = " @> "
    output_field = models.BooleanField()


class AnyOf(AllOf):
    """That some number of the second array is in the first."""

    arg_joiner = " && "


class Query(SearchQuery):
    """A finished tsquery; Django's own would be parsed once more."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:
        return "%s::tsquery", [self.text]


class Said(Func):
    """That words match a query, said so that no index is asked, and that nearly all should."""

    template = "CASE WHEN %(expressions)s THEN TRUE END IS NOT UNKNOWN"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


class Findable(models.Model):
    """A paragraph, or at place 0 the title, with its words as its language's dictionary has them.

    `start` and `end` are where it stands in the revision, in code points; a title stands nowhere.
    """

    pk = models.CompositePrimaryKey("article", "place")
    article = models.ForeignKey(Article, models.CASCADE, related_name="findables")
    place = models.PositiveIntegerField()
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    revision = models.UUIDField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    # Of the article, UNDATED where it has none: what the newest first are ordered by.
    day = models.DateField()
    configuration = models.CharField(max_length=20)
    # Those that have the article, by their keys. One that has it since a moment ago is added a
    # moment later, and one that has it no longer may still be here.
    projects = ArrayField(models.UUIDField(), default=list)
    words = SearchVectorField()

    objects = FindableQuerySet.as_manager()

    class Meta:
        verbose_name = _("findable passage")
        verbose_name_plural = _("findable passages")
        indexes = [
            # Each knows projects and days as well: of words that stand in many passages it leads
            # to those of a small project, or to the newest.
            GinIndex(F("words"), F("projects"), Days(F("day")), name="findable_words"),
            GinIndex(Pairs(F("words")), F("projects"), Days(F("day")), name="findable_pairs"),
            models.Index(F("day").desc(), F("article").desc(), "place", name="findable_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ¶{self.place}"


class FindableDue(models.Model):
    """An article whose rows are to be made again. Triggers put it in."""

    article = models.UUIDField(primary_key=True)

    class Meta:
        verbose_name = _("article to be made findable")
        verbose_name_plural = _("articles to be made findable")

    def __str__(self) -> str:
        return str(self.article)


class Lexeme(models.Model):
    """A word as it stands in some row, or stood once: what begins with some letters is found here.

    The index of words would put together all passages of all words that begin so.
    """

    # In the order of their letters, so that what begins alike stands together.
    lexeme = models.TextField(primary_key=True, db_collation="C")

    class Meta:
        verbose_name = _("word that can be looked up")
        verbose_name_plural = _("words that can be looked up")

    def __str__(self) -> str:
        return self.lexeme
