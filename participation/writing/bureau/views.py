"""What editors do with a translation bureau: send texts, read what came back, take it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.elsewhere import ElsewhereFailed
from participation.core.errors import NotFound
from participation.core.files import plain_name
from participation.core.text import msgid
from participation.strategy.importing.lines import UnreadableDocument
from participation.strategy.models import Strategy
from participation.web.downloads import DOCX, download
from participation.web.languages import BY_SLUG, BY_TAG
from participation.web.visit import Visit, page_number
from participation.writing.bureau.actions import finish, keep_return, mark_sent, take_over
from participation.writing.bureau.documents import document_of, rows_of
from participation.writing.bureau.rows import ComparedRow, Fate, ReturnedRow, compared, rows_to_send
from participation.writing.draft import branch_of, draft_nodes, draft_strategy, part_options
from participation.writing.twin_models import BureauReturn
from participation.writing.twins.standing import Twin, twins_of
from participation.writing.twins.views import strategy_context
from participation.writing.twins.words import WRITTEN

PAGE = 25
FATES = {
    Fate.NEW: msgid("new"),
    Fate.CHANGED: msgid("changed"),
    Fate.UNCHANGED: msgid("unchanged"),
    Fate.EMPTY: msgid("without text"),
    Fate.UNKNOWN: msgid("unknown"),
}


def bureau(visit: Visit, strategy: str) -> Response:
    """What can be sent, and what came back."""
    return _page(visit, draft_strategy(visit.db, visit.place, strategy))


def send_to_bureau(visit: Visit, strategy: str) -> Response:
    """A document with the texts that were asked for."""
    found = draft_strategy(visit.db, visit.place, strategy)
    language = BY_SLUG[_slug(visit)]
    twins = _asked_for(visit, found, twins_of(visit.db, found, language.tag))
    if not twins:
        return _page(visit, found, {"extent": visit._("There is nothing to send.")}, 422)
    context = strategy_context(visit, found)
    title = f"{context['title'].title} – {language.label}"
    advice = [
        visit._("Please write only into the third column; into the fourth what a picture could show."),
        visit._("The first column stays as it is: it says which text this is. Rows can be left out."),
    ]
    heads = [visit._("Id"), visit._("Standard German"), language.label, visit._("Picture")]
    try:
        content = document_of(title, advice, heads, rows_to_send(twins))
    except ElsewhereFailed:
        return _page(visit, found, {"extent": visit._("The document could not be made. Please try again.")}, 503)
    if visit.form.text("mark"):
        mark_sent(visit.site.database, found, twins, language.tag, visit.person_id)
    return download(content, f"{found.slug}-{language.slug}.docx", DOCX)


def receive_document(visit: Visit, strategy: str) -> Response:
    """Read a document that came back; nothing is written before somebody has looked at it."""
    found = draft_strategy(visit.db, visit.place, strategy)
    sent = visit.form.file("document")
    if sent is None:
        return _page(visit, found, {"document": visit._("Please choose a file.")}, 422)
    name = plain_name(sent[0])
    try:
        rows = rows_of(name, sent[1])
    except UnreadableDocument as problem:
        return _page(visit, found, {"document": visit.told(problem)}, 422)
    except ElsewhereFailed:
        sentence = visit._("%(file)s could not be read: it is damaged or far too large.", file=name)
        return _page(visit, found, {"document": sentence}, 422)
    tag = BY_SLUG[_slug(visit)].tag
    with visit.site.database.writing() as session:
        kept = keep_return(session, found, tag, name, rows, visit.person_id).id
    return visit.redirect("read_return", strategy=strategy, returned=kept)


def read_return(visit: Visit, strategy: str, returned: UUID) -> Response:
    """What the document would change, row by row."""
    found = draft_strategy(visit.db, visit.place, strategy)
    kept = _kept(visit, found, returned)
    rows = _compared(visit, found, kept)
    fate, number = visit.query.get("was", ""), page_number(visit.query)
    shown = [row for row in rows if row.fate == fate or (not fate and row.fate is not Fate.UNCHANGED)]
    link: dict[str, Any] = {"strategy": strategy, "returned": returned, "was": fate or None}
    return visit.render(
        "writing/bureau/return.html",
        kept=kept,
        rows=shown[(number - 1) * PAGE : number * PAGE],
        counts={each: sum(row.fate is each for row in rows) for each in Fate},
        plain=sum(row.is_plain for row in rows),
        fates={each.value: visit._(name) for each, name in FATES.items()},
        fate=fate,
        **visit.pages("read_return", number, len(shown) > number * PAGE, **link),
        **strategy_context(visit, found) | {"language": BY_TAG[kept.language]},
    )


def take_rows(visit: Visit, strategy: str, returned: UUID) -> Response:
    """Take over the chosen rows, or (with `all`) all where nothing changed on either side meanwhile."""
    found = draft_strategy(visit.db, visit.place, strategy)
    kept = _kept(visit, found, returned)
    rows, chosen = _compared(visit, found, kept), set(visit.form.many("row"))
    if visit.form.text("all"):
        chosen = {row.row.id for row in rows if row.is_plain}
    take_over(visit.site.database, found, kept.language, rows, chosen, visit.person_id)
    return visit.redirect("read_return", strategy=strategy, returned=returned)


def finish_return(visit: Visit, strategy: str, returned: UUID) -> Response:
    """Put the document away."""
    found = draft_strategy(visit.db, visit.place, strategy)
    finish(visit.db, _kept(visit, found, returned))
    return visit.redirect("bureau", strategy=strategy)


def _page(visit: Visit, strategy: Strategy, problems: dict[str, str] | None = None, status: int = 200) -> Response:
    returned = select(BureauReturn).where(BureauReturn.strategy_id == strategy.id)
    nodes = draft_nodes(visit.db, strategy)
    return visit.render(
        "writing/bureau/bureau.html",
        status=status,
        returned=visit.db.exec(returned.order_by(col(BureauReturn.received_at).desc()).limit(PAGE)).all(),
        parts=part_options(node for node in nodes if not node.depth),
        problems=problems or {},
        **strategy_context(visit, strategy),
    )


def _asked_for(visit: Visit, strategy: Strategy, twins: list[Twin]) -> list[Twin]:
    """The texts of the part that was asked for: all, or those that are missing or stale."""
    part = visit.form.text("part")
    keys = {node.element.key for node in branch_of(draft_nodes(visit.db, strategy), part)}
    found = [twin for twin in twins if not part or twin.node.element.key in keys]
    if visit.form.text("extent") == "all":
        return found
    return [twin for twin in found if twin.is_stale or (not twin.text and not twin.said_in)]


def _slug(visit: Visit) -> str:
    asked = visit.form.text("language")
    return asked if asked in WRITTEN else WRITTEN[0]


def _kept(visit: Visit, strategy: Strategy, returned: UUID) -> BureauReturn:
    chosen = select(BureauReturn).where(BureauReturn.id == returned, BureauReturn.strategy_id == strategy.id)
    found = visit.db.exec(chosen).first()
    if found is None:
        raise NotFound("There is no such document.")
    return found


def _compared(visit: Visit, strategy: Strategy, kept: BureauReturn) -> list[ComparedRow]:
    rows = [ReturnedRow(**row) for row in kept.rows]
    return compared(rows, twins_of(visit.db, strategy, kept.language))
