"""Checks a page as a careful reader of its markup would: parsing, ids, labels, references, headings, nothing inline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import html5lib

if TYPE_CHECKING:
    from collections.abc import Callable

_REFERENCES = (
    "for",
    "form",
    "list",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-owns",
)
_UNLABELLED = {"hidden", "submit", "reset", "button", "image"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def check_page(html: str) -> list[str]:
    """Everything wrong with a whole page, each as one sentence; an empty list means that nothing was found.

    Args:
        html: a complete document, from its doctype on.
    """
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    findings = [
        f"Parse error at line {place[0]}: {code} {values or ''}".strip() for place, code, values in parser.errors
    ]
    elements = list(_elements(root))
    checks: tuple[Callable[[list[Element]], Iterator[str]], ...] = (
        _language,
        _ids,
        _references,
        _fields,
        _nothing_inline,
        _headings,
        _images,
        _links_and_buttons,
        _one_main,
    )
    for check in checks:
        findings.extend(check(elements))
    return findings


def _elements(root: Element) -> Iterator[Element]:
    for element in root.iter():
        if isinstance(element.tag, str):  # comments have functions as tags
            element.tag = element.tag.rpartition("}")[2]  # pictures come with the namespace of SVG
            yield element


def _shown(element: Element) -> str:
    attributes = "".join(
        f' {name}="{element.get(name)}"' for name in ("id", "name", "class", "href") if element.get(name)
    )
    return f"<{element.tag}{attributes}>"


def _text(element: Element) -> str:
    """The name that an element has for a screen reader, roughly: label, text, texts of pictures."""
    if element.get("aria-hidden") == "true":
        return ""
    own = element.get("aria-label") or element.get("alt") or (element.get("title") if element.tag != "a" else "") or ""
    inner = "".join((_text(child) if isinstance(child.tag, str) else "") + (child.tail or "") for child in element)
    return f"{own} {element.text or ''} {inner}".strip()


def _language(elements: list[Element]) -> Iterator[str]:
    html = next(element for element in elements if element.tag == "html")
    if not (html.get("lang") or "").strip():
        yield "<html> has no lang."
    title = next((element for element in elements if element.tag == "title"), None)
    if title is None or not _text(title):
        yield "The page has no title."
    for element in elements:
        if element.get("lang") is not None and not re.fullmatch(
            r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", element.get("lang", "")
        ):
            yield f"{_shown(element)} has no proper language tag: {element.get('lang')!r}."


def _ids(elements: list[Element]) -> Iterator[str]:
    counted = Counter(element.get("id") for element in elements if element.get("id") is not None)
    for value, count in counted.items():
        if count > 1:
            yield f"The id {value!r} stands {count} times on the page."
        if not value or re.search(r"\s", value):
            yield f"The id {value!r} is empty or has a space."


def _references(elements: list[Element]) -> Iterator[str]:
    known = {element.get("id") for element in elements}
    for element in elements:
        for name in _REFERENCES:
            for target in (element.get(name) or "").split():
                if target not in known:
                    yield f"{_shown(element)} refers to {name}={target!r}, which is not there."
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            target = element.get("href", "")[1:]
            if target and target not in known:
                yield f"{_shown(element)} leads nowhere on this page."


def _fields(elements: list[Element]) -> Iterator[str]:
    labelled = {element.get("for") for element in elements if element.tag == "label" and _text(element)}
    wrapped = {field for label in elements if label.tag == "label" and _text(label) for field in label.iter()}
    for element in elements:
        if element.tag not in {"input", "select", "textarea"} or element.get("type") in _UNLABELLED:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not named and element.get("id") not in labelled and element not in wrapped:
            yield f"{_shown(element)} has no label."
    for element in elements:
        if element.tag == "fieldset" and (len(element) == 0 or element[0].tag != "legend" or not _text(element[0])):
            yield f"{_shown(element)} does not begin with a legend."


def _nothing_inline(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "style" or element.get("style") is not None:
            yield f"{_shown(element)} carries inline style."
        if element.tag == "script" and not element.get("src"):
            yield f"{_shown(element)} carries inline script."
        for name in element.attrib:
            if re.match(r"(on|(data-)?hx-on)", str(name)):
                yield f"{_shown(element)} carries the handler {name}."
        for name in ("href", "src", "action"):
            if (element.get(name) or "").strip().lower().startswith("javascript:"):
                yield f"{_shown(element)} carries script in {name}."


def _headings(elements: list[Element]) -> Iterator[str]:
    levels = [(int(element.tag[1]), element) for element in elements if element.tag in _HEADINGS]
    if sum(level == 1 for level, _ in levels) != 1:
        yield f"The page has {sum(level == 1 for level, _ in levels)} h1, not one."
    before = 0
    for level, element in levels:
        if level > before + 1:
            yield f"{_shown(element)} {_text(element)!r} skips a level after h{before}."
        if not _text(element):
            yield f"{_shown(element)} is an empty heading."
        before = level


def _images(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "img" and element.get("alt") is None:
            yield f"{_shown(element)} has no alt."
        if element.tag == "svg" and element.get("aria-hidden") != "true" and not _named_picture(element):
            yield f"{_shown(element)} is neither hidden nor a named picture (role=img and a title)."


def _named_picture(svg: Element) -> bool:
    title = svg.find("title")
    if svg.get("role") in {"application", "group"}:  # what can be used is named, too
        return bool(svg.get("aria-label"))
    return svg.get("role") == "img" and bool(
        svg.get("aria-label") or (title is not None and (title.text or "").strip())
    )


def _links_and_buttons(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        named = _text(element) or element.get("aria-labelledby")
        if element.tag == "a" and element.get("href") is not None and not named:
            yield f"{_shown(element)} is a link without text."
        if element.tag == "button" and not named:
            yield f"{_shown(element)} is a button without text."


def _one_main(elements: list[Element]) -> Iterator[str]:
    count = sum(element.tag == "main" for element in elements)
    if count != 1:
        yield f"The page has {count} main, not one."
