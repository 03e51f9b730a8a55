"""The places of a version that a statement can be about: the whole text, an element, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from participation.strategy.models import Version
from participation.strategy.reading import Node, Paragraph, Tree
from participation.strategy.texts import paragraphs, published_tree
from participation.web.languages import GERMAN
from participation.web.visit import Visit

_LONGEST_LABEL = 80
_LONGEST_BEGINNING = 60


@dataclass(frozen=True)
class Place:
    """A place by the id of its thread; `beginning` are the first words of a paragraph."""

    thread_id: UUID
    element_id: UUID
    block_id: UUID | None
    label: str
    beginning: str = ""


@dataclass(frozen=True)
class Places:
    """All places of one version in reading order."""

    tree: Tree
    texts: Mapping[UUID, Sequence[Paragraph]]
    by_thread: Mapping[str, Place]

    def of(self, thread: str) -> Place | None:
        """The place of a thread's id as a form sends it; None for the whole text and for what is not there."""
        return self.by_thread.get(thread)

    def options(self) -> list[tuple[str, None, list[tuple[str, str]]]]:
        """Groups of options: everything below a top element, the paragraphs behind their element."""
        return [(_short(root), None, list(self._below(root))) for root in self.tree.roots]

    def _below(self, root: Node) -> list[tuple[str, str]]:
        found = []
        for node in root.walk():
            found.append((str(node.thread_id), self.by_thread[str(node.thread_id)].label))
            for paragraph in self.texts.get(node.id, ()):
                place = self.by_thread[str(paragraph.thread_id)]
                found.append((str(place.thread_id), f"{place.label}: {place.beginning}"))
        return found


def places_of_version(session: Session, version: Version, paragraph: str) -> Places:
    """The places of a version, in standard German.

    Args:
        session: any session.
        version: a frozen one, published or not.
        paragraph: what a paragraph is called, with %(element)s and %(number)s.
    """
    tree = published_tree(session, version, GERMAN.tag)
    texts = paragraphs(session, version, set(tree.by_id), GERMAN.tag)
    found: dict[str, Place] = {}
    for node in tree.walk():
        label = _short(node)
        found[str(node.thread_id)] = Place(node.thread_id, node.id, None, label)
        for number, text in enumerate(texts.get(node.id, ()), start=1):
            name = paragraph % {"element": label, "number": number}
            beginning = _cut(_plain(text.words.text), _LONGEST_BEGINNING)
            found[str(text.thread_id)] = Place(text.thread_id, node.id, text.block_id, name, beginning)
    return Places(tree, texts, found)


def places(visit: Visit, version: Version) -> Places:
    """The places of a version; it is frozen, so they are read once."""
    paragraph = visit._("%(element)s, paragraph %(number)s", element="%(element)s", number="%(number)s")
    key = ("statement places", version.id, visit.language.slug)
    return visit.site.remembered(key, lambda session: places_of_version(session, version, paragraph))


def _short(node: Node) -> str:
    return _cut(f"{node.number} {_plain(node.title.text)}".strip(), _LONGEST_LABEL)


def _plain(text: str) -> str:
    """Without the signs of Markdown."""
    return " ".join(re.sub(r"[*_`#>]|\[([^\]]*)\]\([^)]*\)", r"\1", text).split())


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + " …"
