"""Pages as a reader sees them: a tree of their markup, and the words in it that are seen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "svg", "template"}


@dataclass
class Node:
    tag: str
    attrs: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    def walk(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", cls: str = "") -> list["Node"]:
        return [one for one in self.walk() if tag in ("", one.tag) and (not cls or cls in one.classes)]

    def one(self, tag: str = "", cls: str = "") -> "Node":
        found = self.all(tag, cls)
        if not found:
            raise LookupError(f"no <{tag or 'any'} class={cls}>")
        return found[0]

    @property
    def text(self) -> str:
        """What is seen of it, with single spaces."""
        return " ".join("".join(self._pieces()).split())

    @property
    def own(self) -> str:
        """Its own words, without those of what it holds."""
        return " ".join("".join(child for child in self.children if isinstance(child, str)).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN and "visually-hidden" not in child.classes:
                yield from child._pieces()


class Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close it with what was left open in it."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(page: str) -> Node:
    builder = Builder()
    builder.feed(page)
    return builder.root
