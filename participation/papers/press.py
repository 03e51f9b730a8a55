"""Setting a paper as DOCX or PDF; run as a process of its own, since both are heavy.

The first line of the input is the sheet as JSON with its form, the rest the Word form. With the argument `example` the
input is a Word form alone, which is filled with an example.
"""

from __future__ import annotations

import io
import sys
from typing import Any

import orjson

from participation.core.elsewhere import elsewhere, limit_memory
from participation.papers.models import Form
from participation.web.folders import folder
from participation.web.languages import GERMAN
from participation.web.rendering import Rendering

LONGEST_SECONDS = 120


def printed(form: Form, sheet: dict[str, Any], word_form: bytes) -> bytes:
    """The paper as a file, made in another process.

    Raises:
        ElsewhereFailed: it failed or took longer than two minutes.
    """
    given = orjson.dumps({"form": form.value, "sheet": sheet}) + b"\n" + word_form
    return elsewhere(__name__, given, LONGEST_SECONDS)


def document_html(rendering: Rendering, sheet: dict[str, Any]) -> str:
    """The paper as a document of HTML for the typesetter."""
    return rendering.render_text(GERMAN, "papers/document.html", **sheet)


def filled(word_form: bytes, sheet: dict[str, Any]) -> bytes:
    """A Word form with the sheet in its fields; what stands in the sheet stays text, whatever it looks like."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - only this process needs it
    from jinja2 import StrictUndefined  # noqa: PLC0415 - as above
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - as above

    document = DocxTemplate(io.BytesIO(word_form))
    document.render(sheet, ImmutableSandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
    properties = document.docx.core_properties
    properties.title, properties.language = sheet["subject"][:255], "de-DE"
    properties.author, properties.comments = sheet["region"], ""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def example() -> dict[str, Any]:
    """A sheet in which every field has a value."""
    line, row = (
        {"text": "Beispiel", "is_point": False},
        {"title": "Beispiel", "importance": "4,5", "satisfaction": "2,5", "group": 1},
    )
    step = {"name": "Kreistag", "day": "01.01.2030", "is_public": True, "result": "", "votes": ""}
    names = (
        "region",
        "head",
        "kind",
        "number",
        "serial",
        "year",
        "day",
        "office",
        "file_reference",
        "subject",
        "version",
    )
    return {
        **dict.fromkeys(names, "Beispiel"),
        "strategy_title": "Beispiel",
        "is_draft": False,
        "steps": [{**step, "adopted": False, "rejected": False, "amended": False}],
        "checks": [{"key": "box", "label": "Beispiel", "answer": "yes", "word": "ja"}],
        **{name: [line] for name in ("opening", "closing", "reasons", "finances", "youth")},
        "goals": [{"level": "Ziel", "lines": [line]}],
        "events": [{"day": "2030", "text": "Beispiel"}],
        "outcomes": {"sentence": "Beispiel", "rows": [["Beispiel", "1"]]},
        "youth_sentences": ["Beispiel"],
        "annex_list": [{"number": "1", "title": "Beispiel"}],
        "strategy": [{"depth": 0, "level": "Ziel", "heading": "Beispiel", "texts": ["Beispiel"], "is_item": False}],
        "progress": [{"heading": "Beispiel", "lines": ["Beispiel"]}],
        "considerations": [dict.fromkeys(("part", "contribution", "outcome", "rationale"), "Beispiel")],
        **{
            name: [{"title": "Beispiel", "base": "1", "sentence": "Beispiel", "fields": [row]}]
            for name in ("surveys", "report")
        },
    }


def _own_rendering() -> Rendering:
    return Rendering(folder("templates"), folder("locales"), "/static/paper/{}".format, lambda _visit: [])


def main() -> None:
    """Read, set, write."""
    limit_memory()
    given = sys.stdin.buffer.read()
    if "example" in sys.argv[1:]:
        sys.stdout.buffer.write(filled(given, example()))
        return
    told, _, word_form = given.partition(b"\n")
    asked = orjson.loads(told)
    if Form(asked["form"]) is Form.DOCX:
        sys.stdout.buffer.write(filled(word_form, asked["sheet"]))
        return
    from participation.web.typesetting import pdf  # noqa: PLC0415 - only who makes PDF may load it

    sys.stdout.buffer.write(pdf(document_html(_own_rendering(), asked["sheet"])))


if __name__ == "__main__":
    main()
