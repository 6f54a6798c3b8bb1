"""The annotating page with suggestions on it."""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from annotations.actions.machine import suggest_quotations
from annotations.models import Coding, Decision
from tests.browser.bench import Bench, make_bench_data
from tests.helpers.suggestions import number_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
TEXT = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "The quay was empty, and the gulls had it to themselves.\n\n"
    "“The map was drawn at night,” Bo Lind said.\n\n"
    "“It will thaw,” Quill said."
)


class SuggestedBench(Bench):
    def name(self, beginning: str) -> str:
        """The page's name for the suggestion whose content begins with these words."""
        return f"s{self.number(beginning)}"

    def number(self, beginning: str) -> int:
        return number_of(beginning)

    def at(self, beginning: str) -> None:
        """Expect that the page is at this suggestion."""
        current = self.page.locator("#cards > [aria-current=true]")
        expect(current).to_have_attribute("id", f"card-{self.name(beginning)}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def said(self) -> str:
        return self.page.locator("#said").text_content().strip()

    def open(self) -> list[str]:
        """The first words of the suggestions that can be decided about, in their order."""
        cards = self.page.locator(".suggestion:not(.decided) .card-words")
        return [" ".join(words.split()[:2]) for words in cards.all_text_contents()]

    def verdicts(self) -> list[tuple[str, str]]:
        """What the database has, in reading order."""
        rows = Decision.objects.order_by("suggestion__attribution__number")
        return [
            (one.suggestion.attribution.spans.get(role="content").words.split()[0], one.verdict)
            for one in rows
        ]

    def statements(self) -> list[tuple[str, str]]:
        """What the analyst's coding has: first words, speaker."""
        coding = Coding.objects.filter(kind="human").first()
        rows = coding.attributions.order_by("spans__start") if coding else []
        return list(
            dict.fromkeys(
                (one.spans.filter(role="content").first().words.split()[0], one.speaker.name)
                for one in rows
            )
        )


def open_suggested(
    visit: Callable[..., Page], text: str = TEXT, language: str = "en", **options: object
) -> SuggestedBench:
    project_article, user, _tags = make_bench_data(text, language)
    suggest_quotations(project_article=project_article, at=NOW)
    page = visit(
        f"/articles/{project_article.pk}/", user, **({"width": 1400, "height": 900} | options)
    )
    page.wait_for_selector("#workbench[data-ready]")
    return SuggestedBench(page, project_article, user, text)
