"""The table to take away: as a workbook that can be read back, as Word, as tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response, StreamingResponse

from participation.considerations.exports.columns import HEADER, cells
from participation.considerations.exports.lines import Line, lines
from participation.considerations.exports.workbook import write_elsewhere
from participation.considerations.listing import Selection
from participation.considerations.strategies import weighed_strategy
from participation.considerations.table import selection
from participation.core.elsewhere import elsewhere
from participation.core.errors import Invalid, NotFound
from participation.core.text import msgid
from participation.strategy.models import Strategy
from participation.strategy.queries import titled
from participation.strategy.reading import Tree
from participation.strategy.texts import published_tree
from participation.web.downloads import DOCX, PDF, XLSX, attachment, download
from participation.web.languages import GERMAN
from participation.web.pdf import pdf_of
from participation.web.visit import Visit

MOST_ON_PAPER = 2_000
_PIECE, _WORD_SECONDS = 262_144, 120
_TOO_MANY = msgid("A document holds %(most)s rows. Please filter the table first, or take the workbook.")
MEDIA_TYPES = {"xlsx": XLSX, "docx": DOCX, "pdf": PDF}


def export_table(visit: Visit, strategy: str, form: str) -> Response:
    """What the filters leave, as a file; of citizens it says only that they are citizens."""
    if form not in MEDIA_TYPES:
        raise NotFound("There is no such document.")
    found, version = weighed_strategy(visit.db, visit.place, strategy)
    tree = published_tree(visit.db, version, GERMAN.tag)
    narrowed = selection(visit, found.id, tree)
    name = f"abwaegung-{found.slug}.{form}"
    if form == "xlsx":
        return StreamingResponse(_workbook(visit, found, tree, narrowed), 200, attachment(name), XLSX)
    html = _document(visit, found, tree, narrowed)
    content = pdf_of(html) if form == "pdf" else _word(html)
    return download(content, name, MEDIA_TYPES[form])


def _workbook(visit: Visit, strategy: Strategy, tree: Tree, narrowed: Selection) -> Iterator[bytes]:
    """The workbook in pieces; another process makes it, and it is deleted when the last piece is sent."""
    say = partial(visit.site.rendering.translate, GERMAN)
    about = [
        ("Inhalt", "Abwägungstabelle"),
        (
            "Zurücklesen",
            "Geändert werden können Ergebnis, Begründungen, Weitergeleitet an und die Angaben zum Beschluss.",
        ),
        ("Kennung", "Die letzten beiden Spalten bitte nicht ändern: An ihnen wird jede Zeile wiedererkannt."),
    ]
    with TemporaryDirectory(prefix="participation-export-") as folder:
        target = Path(folder) / "table.xlsx"
        with visit.site.database.reading() as session:
            rows = (cells(line, say) for line in lines(session, strategy, tree, narrowed))
            write_elsewhere(target, about, list(HEADER), rows)
        with target.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece


def _document(visit: Visit, strategy: Strategy, tree: Tree, narrowed: Selection) -> str:
    """The table as a page for paper."""
    say = partial(visit.site.rendering.translate, GERMAN)
    told: list[Line] = list(islice(lines(visit.db, strategy, tree, narrowed), MOST_ON_PAPER + 1))
    if len(told) > MOST_ON_PAPER:
        raise Invalid(_TOO_MANY, most=MOST_ON_PAPER)
    return visit.site.rendering.render_text(
        GERMAN,
        "considerations/document.html",
        title=titled(visit.db, [strategy], GERMAN.tag)[0].title,
        county=visit.place.name,
        rows=[(line, cells(line, say)) for line in told],
        today=visit.now,
    )


def _word(html: str) -> bytes:
    return elsewhere("participation.web.word_document", html.encode(), _WORD_SECONDS)
