"""What an element lacks in its reader's language: its title, some of its paragraphs, or everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from participation.strategy.reading import Node, Paragraph


@dataclass(frozen=True)
class Gaps:
    """Whether the title is missing, and how many of its paragraphs are."""

    title: bool
    paragraphs: int
    of: int

    @property
    def are_all(self) -> bool:
        """Whether there is nothing in that language."""
        return self.title and self.paragraphs == self.of

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        return self.title or self.paragraphs > 0


def gaps_of(node: Node, texts: Sequence[Paragraph]) -> Gaps:
    """What is missing of an element's own texts."""
    return Gaps(node.title.is_missing, sum(text.words.is_missing for text in texts), len(texts))
