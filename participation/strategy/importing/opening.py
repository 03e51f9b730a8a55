"""Opening a document by what it is: Markdown, plain text, Word or PDF, with limits that no file gets past."""

from __future__ import annotations

from pathlib import Path

from participation.strategy.importing.lines import Line, UnreadableDocument
from participation.strategy.importing.pdf_files import lines_of_pdf
from participation.strategy.importing.plain_text import lines_of_text
from participation.strategy.importing.recognising import recognise
from participation.strategy.importing.tree import Recognition

LARGEST_FILE = 50_000_000
LARGEST_TEXT = 5_000_000
MOST_LINES = 20_000
_BINARY = b"\x00"
_SIGNATURES = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc"}


def recognise_file(path: Path) -> Recognition:
    """The tree of a document.

    Raises:
        UnreadableDocument: the file cannot be read; the sentence says why.
    """
    lines = lines_of_file(path)
    if not lines:
        raise UnreadableDocument("%(file)s has no text in it.", file=path.name)
    if len(lines) > MOST_LINES:
        raise UnreadableDocument("%(file)s is too long: a document may have 20,000 lines.", file=path.name)
    return recognise(lines)


def lines_of_file(path: Path) -> list[Line]:
    """The lines of a document by the ending of its name.

    Raises:
        UnreadableDocument: the file cannot be read; the sentence says why.
    """
    ending = path.suffix.lower()
    if ending not in {".md", ".txt", ".docx", ".pdf"}:
        raise UnreadableDocument("%(file)s: only .md, .docx, .txt and .pdf can be imported.", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise UnreadableDocument("%(file)s is empty.", file=path.name)
    if size > LARGEST_FILE:
        raise UnreadableDocument("%(file)s is too large: a document may have 50 megabytes.", file=path.name)
    if ending == ".pdf":
        return lines_of_pdf(path)
    if ending == ".docx":
        from participation.strategy.importing.word_files import lines_of_word_file  # noqa: PLC0415 - lxml is slow to load

        return lines_of_word_file(path)
    return lines_of_text(_text(path))


def _text(path: Path) -> str:
    content = path.read_bytes()
    for signature, ending in _SIGNATURES.items():
        if content.startswith(signature):
            sentence = "%(file)s is no text but a %(ending)s file. Name it so and try again."
            raise UnreadableDocument(sentence, file=path.name, ending=ending)
    if len(content) > LARGEST_TEXT:
        raise UnreadableDocument("%(file)s is too large: a text may have 5 megabytes.", file=path.name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if _BINARY in content:
        raise UnreadableDocument("%(file)s is no text.", file=path.name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
