"""Lines of a document as its file gives them, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass

from participation.core.errors import ParticipationError


@dataclass(frozen=True)
class Line:
    """One line or paragraph of a file.

    `heading` is its depth (0: none), `bullet` says that it is marked as an item, `starts` that it is set in as if its
    mark was lost, `gap` that empty space stands before it, `page` its page where the file has pages.
    """

    text: str
    heading: int = 0
    bullet: bool = False
    starts: bool = False
    gap: bool = False
    page: int = 0


@dataclass(frozen=True)
class Part:
    """A paragraph, heading or item, whole; `number` ("1.2.3") is cut off its text, `cells` are a table row's."""

    text: str
    heading: int = 0
    bullet: bool = False
    starts: bool = False
    number: str = ""
    gap: bool = False
    cells: tuple[str, ...] = ()


class UnreadableDocument(ParticipationError):  # noqa: N818 - like its siblings in core/errors.py
    """A file that cannot be read as a document; the sentence says why."""

    status = 422
