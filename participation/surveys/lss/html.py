"""LimeSurvey's HTML as our Markdown: emphasis, lists, links and paragraphs; everything else is left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_PARAGRAPHS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_NOT_TEXT = {"script", "style"}
_MEDIA = {"img", "audio", "video", "iframe", "object", "embed"}
_LINK = re.compile(r"https?://[^\s()<>\"]+")


class _Markdown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: set[str] = set()
        self._skipping = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open emphasis, a line, a list entry or a link."""
        if tag in _NOT_TEXT:
            self._skipping += 1
            self.lost.add(tag)
        elif tag in _MEDIA:
            self.lost.add(tag)
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in _EMPHASIS:
            self.parts.append(_EMPHASIS[tag])
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._links.append(address if _LINK.fullmatch(address) else "")
            self.parts.append("[" if self._links[-1] else "")

    def handle_endtag(self, tag: str) -> None:
        """Close it again."""
        if tag in _NOT_TEXT:
            self._skipping = max(0, self._skipping - 1)
        elif tag in _EMPHASIS:
            self.parts.append(_EMPHASIS[tag])
        elif tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag == "a" and self._links:
            address = self._links.pop()
            self.parts.append(f"]({address})" if address else "")

    def handle_data(self, data: str) -> None:
        """Text, with the line breaks of HTML's source as spaces."""
        if not self._skipping:
            self.parts.append(re.sub(r"\s+", " ", data))


def to_markdown(html: str) -> tuple[str, set[str]]:
    """The text as Markdown, and the names of the elements that were lost with their content."""
    if "<" not in html and "&" not in html:
        lines = [" ".join(line.split()) for line in html.splitlines()]
        return "\n".join(line for line in lines if line), set()
    reader = _Markdown()
    reader.feed(html)
    reader.close()
    text = re.sub(r"(\*\*|(?<!\*)\*(?!\*))([^*\n]*?)\1", _tight, "".join(reader.parts))
    lines = [" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n")]
    return "\n".join(line for line in lines if line and line != "-"), reader.lost


def _tight(found: re.Match[str]) -> str:
    """Emphasis right beside its words, or Markdown would not see it."""
    mark, inside = found[1], found[2]
    if not inside.strip():
        return inside
    before = " " * (len(inside) - len(inside.lstrip()) > 0)
    after = " " * (len(inside) - len(inside.rstrip()) > 0)
    return f"{before}{mark}{inside.strip()}{mark}{after}"
