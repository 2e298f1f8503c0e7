"""What can be wrong with a page: said by the browser, by axe, or seen in its measures."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

# Gathers what the policy refuses, before any script of the page runs.
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`);
});
"""
# What moved by itself since the page began, as browsers add it up: without what follows a press at once.
SHIFTED = """() => new Promise((done) => {
  const found = [];
  const name = (node) => node?.nodeType === 1 ? `${node.tagName.toLowerCase()}.${node.className}` : node?.nodeName;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      if (!one.hadRecentInput) found.push([one.value, one.sources.map((source) => name(source.node)).join(", ")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(found), 300);
})"""
MOST_SHIFTED = 0.01  # browsers call ten times as much good
# A colour that is measured on its way from light to dark is nobody's colour.
SETTLE = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))"""
WIDTHS = (768, 1280, 360)  # the last is the one in which axe begins
# Rows of a list, regions of a map and choices of which every part (its tag and classes, and of what it is part) stands
# three times before them: axe would take minutes to say the same of each.
THIN = """() => {
  const kind = (one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`;
  const made = (one, row) => (one === row ? kind(one) : `${made(one.parentElement, row)}>${kind(one)}`);
  for (const list of document.querySelectorAll("tbody, ul, ol, svg.map, optgroup, select")) {
    const seen = {};
    for (const row of [...list.children]) {
      if (row.tagName === "OPTGROUP") continue;
      const parts = new Set([row, ...row.querySelectorAll("*")].map((one) => made(one, row)));
      if ([...parts].every((part) => (seen[part] ?? 0) >= 3)) row.remove();
      else for (const part of parts) seen[part] = (seen[part] ?? 0) + 1;
    }
  }
}"""
# Without preloading: axe would fetch style sheets and break the policy itself.
ALL: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
CONTRAST = ALL | {"runOnly": ["color-contrast"]}
AXE = Axe().axe_script
RUN = "(options) => axe.run(document, options).then((found) => found.violations)"

Theme = Literal["light", "dark"]


class Watch:
    """Listens to a page and gathers its faults as lines of words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", self._broke)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def leave(self) -> None:
        """Listen no longer: the page may be shared, and the next test watches for itself."""
        self.page.remove_listener("console", self._said)
        self.page.remove_listener("pageerror", self._broke)
        self.page.remove_listener("requestfailed", self._failed)
        self.page.remove_listener("response", self._answered)

    def _broke(self, error: Error) -> None:
        self.faults.append(f"script: {error}")

    def _said(self, message: ConsoleMessage) -> None:
        # That a page answers 404 or 422 is said by its test, that a file does by `_answered`.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a download, or a page that was left
            self.faults.append(f"request: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"request: {response.url} answered {response.status}")

    def look(self) -> list[str]:
        """Look at the page as it stands in every width and theme; afterwards it has to go elsewhere first."""
        self.faults += [f"policy: {line}" for line in self.page.evaluate("window.refused")]
        self.faults += self._head()
        for width in WIDTHS:
            self._resize(width)
            self.faults += self._measures(width)
        self.page.evaluate(THIN)
        self.page.evaluate(AXE)
        self.faults += self._axe(360, "light", ALL)
        self.faults += self._axe(360, "dark", CONTRAST)
        self._resize(1280)
        self.faults += self._axe(1280, "dark", CONTRAST)
        self.faults += self._axe(1280, "light", ALL)
        self.leave()
        return self.faults

    def _resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.evaluate(SETTLE)  # lengths are on their way too

    def _head(self) -> Iterator[str]:
        title, language, headings = self.page.evaluate(
            "[document.title, document.documentElement.lang, document.querySelectorAll('h1').length]"
        )
        if title.split("·")[0].strip() in {"", "antq"}:
            yield f"title: {title!r}"
        if language not in {"vi", "en"}:
            yield f"language: {language!r}"
        if headings != 1:
            yield f"{headings} headings of the first level"

    def _measures(self, width: int) -> Iterator[str]:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{width} px: scrolls sideways, {wide} px wide"

    def _axe(self, width: int, theme: Theme, options: dict[str, Any]) -> Iterator[str]:
        self.page.emulate_media(color_scheme=theme)
        self.page.evaluate(SETTLE)
        for found in self.page.evaluate(RUN, options):
            places = found["nodes"]
            yield f"axe, {width} px {theme}: {found['id']} × {len(places)}: {found['help']}: {shown(places)}"


def shifts(page: Page) -> Iterator[str]:
    """Say what moved under the reader's eyes while the page came; the page has to be in a context of its own."""
    page.wait_for_load_state("networkidle")
    found = page.evaluate(SHIFTED)
    if sum(value for value, _parts in found) > MOST_SHIFTED:
        yield from (f"{page.url} moved by {value:.3f}: {parts}" for value, parts in found)


def shown(places: Sequence[dict[str, Any]]) -> str:
    """The first three, with what is wrong there."""
    lines = []
    for place in places[:3]:
        why = " ".join(check["message"] for check in place["any"] + place["all"] + place["none"])[:160]
        lines.append(f"{' '.join(place['target'])} ({why})")
    return "; ".join(lines)


@contextmanager
def watched(page: Page) -> Iterator[Watch]:
    """Hold that nothing was wrong while something was done on the page."""
    watch = Watch(page)
    yield watch
    watch.leave()
    hold(watch.faults)


def hold(faults: Sequence[str]) -> None:
    """Hold that there are none, or say each on a line of its own."""
    assert not faults, "\n".join(["", *dict.fromkeys(faults)])
