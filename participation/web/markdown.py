"""Text to HTML: the county's Markdown and citizens' text, both through an allow-list."""

from __future__ import annotations

import functools
import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False})
_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "br", "blockquote", "code", "span", "h3", "h4"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "span": {"class"}}
_BLOCKS = "█████"
_BULLET = re.compile(r"^\s*[-*•]\s+")


@functools.lru_cache(maxsize=4096)
def markdown(text: str) -> Markup:
    """The county's own Markdown as safe HTML (no raw HTML, no pictures)."""
    return Markup(_clean(_MARKDOWN.render(text)))  # noqa: S704 - cleaned by the allow-list


def plain_text(text: str, blackened: str = "") -> Markup:
    """Citizens' text: escaped, paragraphs and line breaks kept, nothing else interpreted.

    What moderators have blackened (a row of blocks) is called by the word `blackened` where one is given.
    """
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(_line(line, blackened) for line in paragraph.split("\n")))
        for paragraph in paragraphs
    )


def _line(line: str, blackened: str) -> Markup:
    if not blackened or _BLOCKS not in line:
        return escape(line)
    block = Markup('<span class="blackened" role="img" aria-label="{}">{}</span>').format(blackened, _BLOCKS)
    return block.join(escape(part) for part in line.split(_BLOCKS))


@functools.lru_cache(maxsize=4096)
def easy_text(text: str) -> Markup:
    """A block in Leichte Sprache: one sentence a line, each in an element of its own, bullets as a list."""
    lines = [line for line in text.split("\n") if line.strip()]
    html: list[str] = []
    bullets: list[str] = []
    for line in [*lines, ""]:
        if _BULLET.match(line):
            bullets.append(_BULLET.sub("", line))
            continue
        if bullets:
            html.append("<ul>" + "".join(f"<li>{_inline(bullet)}</li>" for bullet in bullets) + "</ul>")
            bullets = []
        if line:
            html.append(f"<p>{_inline(line)}</p>")
    return Markup(_clean("".join(html)))  # noqa: S704 - cleaned by the allow-list


def inline_markdown(text: str) -> Markup:
    """One line of the county's Markdown without a paragraph around it (titles, labels)."""
    return Markup(_clean(_inline(text)))  # noqa: S704 - cleaned by the allow-list


def _inline(text: str) -> str:
    return str(_MARKDOWN.renderInline(text))


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
