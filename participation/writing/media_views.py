"""The media of a paragraph: looked at, added, taken out."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Invalid
from participation.strategy.media import media_of, medium_file, medium_of, medium_store
from participation.strategy.models import Block, MediumKind
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit
from participation.writing.desk import desk_context, desk_of
from participation.writing.draft import draft_strategy
from participation.writing.media import MOST_MEGABYTES, add_medium, keep, problems_of, sheet_from, take_medium_out
from participation.writing.paragraphs import paragraph_of


def block_media(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """What stands with a paragraph, and the form for one more."""
    return _page(visit, (strategy, element, block), {})


def add_block_medium(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Add one: the file is looked at and kept before the short transaction that names it."""
    desk = desk_of(visit, strategy)
    block_id = paragraph_of(visit.db, desk.branch(element).element, block).id
    sheet = sheet_from(visit.form)
    if problems := problems_of(sheet):
        return _page(visit, (strategy, element, block), problems)
    try:
        visit.db.rollback()
        kept = keep(medium_store(visit.site.database, visit.settings), sheet)
    except Invalid as invalid:
        return _page(visit, (strategy, element, block), {"file": invalid.message})
    with visit.site.database.writing() as session:
        found = draft_strategy(session, visit.place, strategy)
        add_medium(session, found, session.get_one(Block, block_id), (sheet, kept), visit.person_id)
    return visit.redirect("block_media", strategy=strategy, element=element, block=block)


def remove_block_medium(visit: Visit, strategy: str, element: str, block: str, medium: UUID) -> Response:
    """Take one out."""
    found = draft_strategy(visit.db, visit.place, strategy)
    take_medium_out(visit.db, found, medium_of(visit.db, found, medium), visit.person_id)
    return visit.redirect("block_media", strategy=strategy, element=element, block=block)


def draft_medium(visit: Visit, strategy: str, medium: UUID) -> Response:
    """The file of a medium, published or not."""
    found = draft_strategy(visit.db, visit.place, strategy)
    return medium_file(visit, medium_of(visit.db, found, medium), "private, no-store")


def _page(visit: Visit, place: tuple[str, str, str], problems: dict[str, str]) -> Response:
    strategy, element, block = place
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    row = paragraph_of(visit.db, branch.element, block)
    return visit.render(
        "writing/media.html",
        status=422 if problems else 200,
        **desk_context(visit, desk),
        branch=branch,
        element=branch.element,
        block=row,
        media=media_of(visit.db, None, [row.id]).get(row.id, []),
        kinds=[
            (kind.value, visit._("Picture") if kind == MediumKind.PICTURE else visit._("Video in sign language"))
            for kind in MediumKind
        ],
        most=MOST_MEGABYTES,
        tongues=LANGUAGES,
        filled=dict(visit.form.items()),
        problems={name: visit._(problem) for name, problem in problems.items()},
    )
