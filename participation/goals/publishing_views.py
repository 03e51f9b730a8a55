"""What editors do to publish: look at everything the next version changes, and confirm it."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.text import msgid
from participation.goals.publishing import NextVersion, next_version, publish_draft
from participation.goals.words import shown_names
from participation.strategy.models import Strategy
from participation.strategy.queries import titled
from participation.web.languages import EASY
from participation.web.visit import Visit
from participation.writing.draft import draft_strategy
from participation.writing.twins.standing import wrong_twins
from participation.writing.words import FATE_NAMES

LONGEST_NOTE = 2_000


def prepare_version(visit: Visit, strategy: str) -> Response:
    """The changes since the last version with their evidence, and the form to publish them."""
    found = draft_strategy(visit.db, visit.place, strategy)
    return _page(visit, found, next_version(visit.db, found))


def publish_next_version(visit: Visit, strategy: str) -> Response:
    """Publish just the changes that the editor saw; others that came in meanwhile are shown first."""
    found = draft_strategy(visit.db, visit.place, strategy)
    coming, note = next_version(visit.db, found), visit.form.text("note")
    problems = {}
    if not note:
        problems["note"] = msgid("Please say in a few sentences what changed.")
    elif len(note) > LONGEST_NOTE:
        problems["note"] = msgid("This text is too long.")
    if visit.form.text("seen") != coming.seen:
        problems["changes"] = msgid(
            "The draft has changed since you opened this page. Please look at the changes again."
        )
    if not coming.elements:
        problems["changes"] = msgid("Nothing has changed since the last version.")
    if problems:
        return _page(visit, found, coming, problems, note, 409 if "changes" in problems else 422)
    version = publish_draft(visit.db, found, coming, note, visit.person)
    return visit.redirect("version", strategy=strategy, number=version.number)


def _page(
    visit: Visit,
    strategy: Strategy,
    coming: NextVersion,
    problems: dict[str, str] | None = None,
    note: str = "",
    status: int = 200,
) -> Response:
    return visit.render(
        "goals/publish.html",
        status=status,
        strategy=strategy,
        title=titled(visit.db, [strategy], visit.language.tag)[0],
        coming=coming,
        problems={name: visit._(problem) for name, problem in (problems or {}).items()},
        note=note,
        wrong_twins=wrong_twins(visit.db, strategy, EASY.tag),
        fate_names={fate: visit._(name) for fate, name in FATE_NAMES.items()},
        **shown_names(visit),
    )
