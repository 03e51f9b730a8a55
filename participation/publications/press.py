"""Setting a book: HTML from templates, from that a tagged PDF or a Word document; run as a process of its own.

The first line of the input names the form and how nice to be to other processes, the rest is the book as JSON.
"""

from __future__ import annotations

import gc
import os
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import orjson
from markupsafe import Markup

from participation.core.elsewhere import elsewhere
from participation.publications.book import Book, BookMedium, Variant, book_from
from participation.publications.models import Form
from participation.web.folders import folder
from participation.web.languages import BY_TAG, GERMAN
from participation.web.qr import as_svg_data
from participation.web.rendering import Rendering

LONGEST_SECONDS = 120
_DEEPEST_IN_CONTENTS = 2


def printed(form: Form, book: Book, *, niceness: int = 0) -> bytes:
    """The book as a file, made in another process, which lets others go first by that `niceness` (0 to 19).

    Raises:
        ElsewhereFailed: it failed or took longer than two minutes.
    """
    return elsewhere(__name__, f"{form.value} {niceness}\n".encode() + orjson.dumps(asdict(book)), LONGEST_SECONDS)


def printable(
    rendering: Rendering, book: Book, *, with_codes: bool = True, source: Callable[[BookMedium], str] | None = None
) -> str:
    """The whole book as a document of HTML, its style sheets among our static files.

    Args:
        rendering: makes pages of templates.
        book: what is printed.
        with_codes: whether QR codes lead to the pages.
        source: the address of a picture in the document; its own on our site if left out.
    """
    source = source or (lambda medium: medium.address)
    standard = book.variants[0]
    return rendering.render_text(
        GERMAN,
        "publications/book.html",
        book=book,
        title=standard.title,
        day=date.fromisoformat(book.published) if book.published else None,
        variants=[(variant, _variant(rendering, variant, with_codes, source)) for variant in book.variants],
        contents={variant.tag: _contents(variant) for variant in book.variants},
        qr=as_svg_data(book.address) if with_codes else "",
    )


def embedded(medium: BookMedium) -> str:
    """A picture as a `data:` address, for documents that stand alone."""
    return f"data:image/jpeg;base64,{b64encode(Path(medium.file).read_bytes()).decode()}"


def _variant(
    rendering: Rendering,
    variant: Variant,
    with_codes: bool,  # noqa: FBT001 - handed through
    source: Callable[[BookMedium], str],
) -> Markup:
    codes = {part.key: as_svg_data(part.address) for part in variant.parts if part.address and with_codes}
    language = BY_TAG[variant.tag]
    html = rendering.render_text(language, "publications/variant.html", variant=variant, codes=codes, source=source)
    return Markup(html)  # noqa: S704 - a template of ours, which escapes


def _contents(variant: Variant) -> list[tuple[str, int, str]]:
    """(key, depth, heading) of what stands in the table of contents."""
    return [(part.key, min(part.depth, _DEEPEST_IN_CONTENTS), part.heading) for part in variant.parts if part.is_listed]


def _own_rendering() -> Rendering:
    return Rendering(folder("templates"), folder("locales"), "/static/book/{}".format, lambda _visit: [])


def main() -> None:
    """Read, set, write."""
    head, _, told = sys.stdin.buffer.read().partition(b"\n")
    form, niceness = head.decode().split()
    os.nice(int(niceness))
    gc.disable()  # a sixth of the time goes into looking for garbage, of which this short life has hardly any
    book = book_from(orjson.loads(told))
    if Form(form) is Form.PDF:
        from participation.web.typesetting import pdf  # noqa: PLC0415 - only who makes PDF may load it

        sys.stdout.buffer.write(pdf(printable(_own_rendering(), book, source=embedded)))
    else:
        from participation.web.word_document import docx  # noqa: PLC0415 - as above

        sys.stdout.buffer.write(docx(printable(_own_rendering(), book, with_codes=False, source=embedded)))


if __name__ == "__main__":
    main()
