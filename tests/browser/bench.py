"""The annotating page as a test uses it: an article, somebody at it, gestures, what is saved."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from annotations.models import Attribution, ProjectArticle, Span, Tag, User
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_codebook, make_project, make_tag
from tests.factories.users import make_user

TEXT = (
    "Envoys meet again in the harbour\n\n"
    "“Both sides feel they are being cornered,” says Ada Quill, professor of harbour law. "
    "The minister “always sticks to ‘shared work’”, she adds.\n\n"
    "Nobody knows, says Quill, what comes next. The council demands an answer by Friday.\n\n"
    "Observers expect a long winter. 外交部发言人说：“我们要谈判。” Flags: 🇳🇱 and 👩‍👩‍👧‍👦 wave."
)

SELECT = """
([start, end]) => {
  // In UTF-16 units of the text, by hand: the product's own functions are under test.
  const article = document.getElementById("text");
  const at = (wanted) => {
    let left = wanted;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    let last;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
      last = node;
    }
    return [last, last.length];
  };
  getSelection().setBaseAndExtent(...at(start), ...at(end));
}
"""


@dataclass
class Bench:
    """`page` shows `project_article` to `user`."""

    page: Page
    project_article: ProjectArticle
    user: User
    text: str

    def select(self, words: str) -> None:
        """Select the first place of these words, as a script does."""
        before = self.text[: self.text.index(words)]
        start = utf16(before)
        # The page hears of a selection in a task of its own, which may come after the next frame; it
        # hears of none that is there already.
        self.page.evaluate(
            f"""place => new Promise(done => {{
              document.addEventListener("selectionchange", () => requestAnimationFrame(done), {{ once: true }});
              ({SELECT})(place);
              setTimeout(done, 1000);
            }})""",
            [start, start + utf16(words)],
        )

    def drag(self, first: str, last: str, modifiers: str = "") -> None:
        """Drag the mouse from before `first` to behind `last`, both within one line."""
        self.show(last)
        one, other = self.box(first), self.box(last)
        mouse = self.page.mouse
        if modifiers:
            self.page.keyboard.down(modifiers)
        mouse.move(one["left"] + 1, (one["top"] + one["bottom"]) / 2)
        mouse.down()
        mouse.move(other["left"], (other["top"] + other["bottom"]) / 2, steps=4)
        mouse.move(other["right"] - 1, (other["top"] + other["bottom"]) / 2, steps=4)
        mouse.up()
        if modifiers:
            self.page.keyboard.up(modifiers)
        self.settle()

    def show(self, words: str) -> None:
        """Bring these words into the middle, where neither rail nor line of keys covers them."""
        box = self.box(words)
        self.page.evaluate(
            "({top, bottom}) => top > 150 && bottom < innerHeight - 60"
            " || scrollBy({top: top - innerHeight / 2, behavior: 'instant'})",
            box,
        )
        self.settle()

    def box(self, words: str) -> dict[str, float]:
        """Where these words are on the screen."""
        start = utf16(self.text[: self.text.index(words)])
        script = f"""
        place => {{
          const kept = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
          ({SELECT})(place);
          const rect = getSelection().getRangeAt(0).getBoundingClientRect().toJSON();
          getSelection().removeAllRanges();
          if (kept) getSelection().addRange(kept);
          return rect;
        }}
        """
        return self.page.evaluate(script, [start, start + utf16(words)])

    def settle(self) -> None:
        """Let two frames pass: what a gesture started has happened."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def selected(self) -> str:
        return self.page.evaluate(
            "() => getSelection().rangeCount ? getSelection().getRangeAt(0).toString() : ''"
        )

    def saved(self) -> None:
        """Wait until nothing waits for the server."""
        expect(self.page.locator("#saved")).to_have_attribute("data-state", "saved")

    def passages(self) -> list[tuple[str, list[str]]]:
        """What the database has: words and names of tags, in reading order."""
        spans = Span.objects.filter(role="passage").in_reading_order()
        return [
            (
                span.words,
                list(span.span_tags.values_list("tag__name", flat=True).order_by("tag__name")),
            )
            for span in spans
        ]

    def attributions(self) -> list[Attribution]:
        return list(Attribution.objects.order_by("number"))


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def make_bench_data(
    text: str = TEXT, language: str = "en"
) -> tuple[ProjectArticle, User, list[Tag]]:
    """An article in a project with three tags (keys d, p, w), and an analyst of it."""
    codebook = make_codebook()
    tags = [
        make_tag(codebook, "Demand", colour="orange", shortcut="d"),
        make_tag(codebook, "Appeal", colour="blue", shortcut="p"),
        make_tag(codebook, "Forecast", colour="amber", shortcut="w"),
    ]
    project = make_project(codebook=codebook)
    user = make_user("analyst", name="Noor Analyst")
    join(project, user)
    return add_article(project, make_article(text, language=language)), user, tags
