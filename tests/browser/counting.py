"""An analyst who plays the demo's statements with real keys and a real mouse, and is counted.

An action is a key that was pressed or a pointer that went down; a modifier that is held is none. The
analyst reads, knows whom they named before, and takes the cheapest way that docs/actions.md lists.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from annotations.exchange.demo.files import DemoAttribution
from annotations.exchange.demo.places import Place, place_of
from annotations.models import Attribution, Coding, ProjectArticle, SpanRole, User
from annotations.queries.people import suggested

STANCES = ("reject", "critical", "neutral", "supportive", "endorse", "mixed", "unclear")
MODES = {"direct": "8", "mixed": "9", "indirect": "0"}
COUNT = """
() => {
  window.actions = 0;
  const held = /^(Shift|Control|Alt|AltGraph|Meta)$/;
  addEventListener("keydown", (event) => {
    if (event.isTrusted && !event.repeat && !held.test(event.key)) window.actions += 1;
  }, true);
  addEventListener("pointerdown", (event) => (window.actions += event.isTrusted ? 1 : 0), true);
}
"""
# The text of [start, end) in code points, as a Range; and where on the screen its edges are.
EDGES = """
async ([start, end]) => {
  const { rangeOf } = window.exported;
  const whole = rangeOf(start, end).getBoundingClientRect();
  if (whole.top < 120 || whole.bottom > innerHeight - 120)
    scrollBy({ top: whole.top - innerHeight / 3, behavior: "instant" });
  await new Promise(requestAnimationFrame);
  const rtl = getComputedStyle(document.getElementById("text")).direction === "rtl";
  const rects = (place) => [...rangeOf(...place).getClientRects()].filter(({ width }) => width);
  const first = rects([start, start + 1])[0];
  const last = rects([end - 1, end]).at(-1);
  const middle = ({ top, bottom }) => (top + bottom) / 2;
  return [
    [rtl ? first.right - 1 : first.left + 1, middle(first)],
    [rtl ? last.left + 0.5 : last.right - 0.5, middle(last)],
  ];
}
"""
# A point in the content of a suggestion at which nothing else is marked; or at which it comes first.
POINT = """
([name, ranges]) => {
  const { rangeOf } = window.exported;
  let second = null;
  for (const [start, end] of ranges) {
    for (let at = start; at < end; at += 3) {
      const rect = rangeOf(at, Math.min(at + 1, end)).getClientRects()[0];
      const x = rect.left + rect.width / 2, y = rect.top + rect.height / 2;
      const there = document.elementFromPoint(x, y)?.closest("mark[data-a]")?.dataset.a.split(" ") ?? [];
      if (there.length === 1 && there[0] === name) return [x, y];
      if (there[0] === name && !/\\d+ s/.test(there.join(" "))) second ??= [x, y];
    }
  }
  return second;
}
"""
AT_HAND = """
() => window.exported.speakersAtHand().map(({ name }) => name)
"""
SUGGESTED = """
() => Object.fromEntries(
  [...document.querySelectorAll("#cards > .suggestion:not(.decided)")].map((card) => [
    card.dataset.a,
    card.dataset.parts.split(" ").filter((part) => part.startsWith("content:")).map((part) =>
      part.split(":")[2].split("-").map(Number)),
  ]),
)
"""
CLICKED = """
() => {
  const { quotationClicked } = window.exported;
  const found = quotationClicked();
  return found && [found.start, found.end];
}
"""


@dataclass
class Played:
    """A statement, how it was made, and with how many actions."""

    words: str
    speaker: str
    tags: int
    actions: int
    way: list[str]

    @property
    def is_proposed_rightly(self) -> bool:
        """Nothing had to be said but the stance and the tags."""
        return self.way[1:] == ["stance"] + ["tag"] * self.tags


@dataclass
class Hands:
    """At `page`, which shows the article to `user`."""

    page: Page
    where: ProjectArticle
    user: User
    text: str
    way: list[str] = field(default_factory=list)

    def play(self, gold: DemoAttribution) -> Played:
        self.page.evaluate("() => (window.actions = 0)")
        self.way = []
        places = [place_of(self.text, words) for words in gold.content]
        keys = self.tag_keys(gold)
        rest = self.choose(places)
        self.begin(gold, keys)
        for place in rest:
            self.drag(place)
            self.press("+", "+")
        self.mend(gold)
        self.put_on(keys)
        self.saved()
        said = self.latest()
        assert facts(said) == wanted(gold, places), (facts(said), wanted(gold, places))
        count = self.page.evaluate("() => window.actions")
        return Played(gold.content[0].words, gold.speaker, len(gold.tags), count, self.way)

    def choose(self, places: list[Place]) -> list[Place]:
        """Be at the suggestion of these words, or choose the first of them; what is left to be added."""
        name = self.suggestion_of(places)
        if name and self.go_to(name, places):
            return []
        if self.begins_at_an_edge(places[0]):
            self.take_quotation(places[0])
        elif not (len(places) == 1 and self.click_quotation(places[0])):
            self.drag(places[0])
        return places[1:]

    def begin(self, gold: DemoAttribution, keys: list[str]) -> None:
        """Make the statement, with what is known for sure and with whom the card does not name rightly."""
        card = self.page.locator("#cards > .suggestion[aria-current=true]")
        is_suggested = card.count() > 0
        is_wrong = (
            is_suggested and card.locator(".card-who > :first-child").inner_text() != gold.speaker
        )
        if is_wrong and gold.speaker in self.at_hand():
            self.say_who(gold.speaker)
            self.stance(gold)
        elif is_wrong and card.get_attribute("data-new") is not None:
            self.fill_in(gold, keys)
        elif gold.stance:
            self.stance(gold)
        elif is_suggested:
            self.put_on([keys.pop(0)])
        else:
            self.say_who(gold.speaker)
        self.saved()

    def stance(self, gold: DemoAttribution) -> None:
        if gold.stance:
            self.press(f"Shift+Digit{STANCES.index(gold.stance) + 1}", "stance")

    def put_on(self, keys: list[str]) -> None:
        for key in keys:
            self.press(f"Shift+{key}" if key.isupper() else key, "tag")

    def mend(self, gold: DemoAttribution) -> None:
        """Say who it was and whose words they are, where that was not proposed rightly."""
        self.saved()
        said = self.latest()
        if not said.speaker or said.speaker.name != gold.speaker:
            self.say_who(gold.speaker)
        if said.mode != gold.mode and gold.mode in MODES:
            self.press(f"Shift+Digit{MODES[gold.mode]}", "mode")
        elif said.mode != gold.mode:
            self.open("e")
            self.page.locator(f'#popup label:has([value="{gold.mode}"])').click()
            self.way.append("mode")
            self.press("Enter", "save")

    def fill_in(self, gold: DemoAttribution, keys: list[str]) -> None:
        """In the form of a suggestion: somebody else than the one whom the register lacks."""
        self.open("e")
        self.press("a", "name")
        self.type(gold.speaker)
        self.page.wait_for_selector("#popup [name=stance]:checked:focus", state="attached")
        self.stance(gold)
        self.put_on(keys)
        keys.clear()
        self.press("Enter", "save")
        self.page.wait_for_selector("#popup", state="hidden")

    def say_who(self, name: str) -> None:
        at_hand = self.at_hand()
        if name in at_hand:
            self.press(str(at_hand.index(name) + 1), "digit")
            return
        self.saved()
        self.press("a", "name")
        self.type(name)
        self.page.wait_for_selector("#popup", state="hidden")

    def open(self, key: str) -> None:
        self.saved()
        self.press(key, "form")
        self.page.wait_for_selector("#popup [name=stance]:checked:focus", state="attached")

    def type(self, name: str) -> None:
        letters = self.letters_for(name)
        for letter in letters:
            self.page.keyboard.press(letter)
        self.press("Enter", f"{len(letters)} letters, Enter")

    def at_hand(self) -> list[str]:
        return self.page.evaluate(AT_HAND)

    def letters_for(self, name: str) -> str:
        """As few letters, two at least, as bring this name to the head of the list."""
        coding = Coding.objects.filter(analyst=self.user, project_article=self.where).first()
        beginnings = [word for word in name.lower().replace("-", " ").split() if word[0].isalpha()]
        for count in range(2, 12):
            for word in beginnings:
                typed = word[:count]
                found = suggested(typed, self.where, coding, self.where.article.published_on)
                if found and found[0].actor.name == name:
                    return typed
        raise AssertionError(name)

    def suggestion_of(self, places: list[Place]) -> str | None:
        """The name of the open suggestion with exactly these places as its content."""
        found: dict[str, list[list[int]]] = self.page.evaluate(SUGGESTED)
        wanted = [list(place) for place in places]
        return next((name for name, contents in found.items() if contents == wanted), None)

    def go_to(self, name: str, places: list[Place]) -> bool:
        self.page.evaluate(EDGES, list(places[0]))
        point = self.page.evaluate(POINT, [name, [list(place) for place in places]])
        if point is None:
            return False
        self.page.mouse.click(*point)
        self.way.append("click")
        self.page.wait_for_selector(f"#card-{name}[aria-current=true]", state="attached")
        return True

    def click_quotation(self, place: Place) -> bool:
        """Click into it, where that means exactly this quotation; the eye sees whether it does."""
        before = self.page.evaluate("() => window.actions")
        (x, y), _ = self.page.evaluate(EDGES, [place[0] + 1, place[1]])
        self.page.mouse.click(x + 4, y)
        self.settle()
        found = self.page.evaluate(CLICKED)
        if found == list(place):
            self.way.append("click")
            return True
        self.page.evaluate("(count) => (window.actions = count)", before)
        return False

    def drag(self, place: Place) -> None:
        (x, y), (to_x, to_y) = self.page.evaluate(EDGES, list(place))
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(to_x, to_y, steps=3)
        mouse.up()
        self.settle()
        self.way.append("drag")

    def begins_at_an_edge(self, place: Place) -> bool:
        """Whether a drag would take an edge of what one is at along."""
        cards = self.page.locator("#cards > [aria-current=true]")
        parts = [part for card in cards.all() for part in card.get_attribute("data-parts").split()]
        places = [part.split(":")[2] for part in parts if part.startswith("content:")]
        return any(abs(int(one.split("-")[0]) - place[0]) < 2 for one in places)

    def take_quotation(self, place: Place) -> None:
        (x, y), _ = self.page.evaluate(EDGES, [place[0] + 1, place[1]])
        self.page.mouse.click(x + 4, y)
        self.settle()
        self.way.append("click")
        self.press("q", "q")
        self.settle()

    def press(self, key: str, what: str) -> None:
        self.page.keyboard.press(key)
        self.way.append(what)

    def settle(self) -> None:
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def saved(self) -> None:
        self.page.wait_for_selector("#saved[data-state=saved]", state="attached")

    def tag_keys(self, gold: DemoAttribution) -> list[str]:
        by_key = {tag.key: tag.shortcut for tag in self.where.project.codebook.tags.all()}
        return [by_key[key] for key in gold.tags]

    def latest(self) -> Attribution:
        mine = Attribution.objects.filter(coding__analyst=self.user)
        return mine.filter(coding__project_article=self.where).order_by("-number")[0]


def facts(said: Attribution) -> tuple:
    contents = said.spans.filter(role=SpanRole.CONTENT).order_by("start")
    return (
        list(contents.values_list("start", "end")),
        said.speaker and said.speaker.name,
        said.stance,
        sorted(link.tag.key for link in said.attribution_tags.select_related("tag")),
        said.mode,
    )


def wanted(gold: DemoAttribution, places: list[Place]) -> tuple:
    return places, gold.speaker, gold.stance, sorted(gold.tags), gold.mode
