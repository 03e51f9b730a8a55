"""The pages of the order in the crowd, over what the areas declare."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.crowd.public_views import KeywordViews
from participation.crowd.similar_views import SimilarViews
from participation.crowd.sources import Crowd
from participation.crowd.staff_duplicates import DuplicateViews, Grouped
from participation.crowd.staff_fields import FieldViews
from participation.crowd.staff_overview import show_order
from participation.crowd.staff_themes import ThemeViews
from participation.web.pages import Link, Page, everyone, page

_staff = staff(Role.MODERATOR, Role.EDITOR, Role.ANALYST)
_editors = staff(Role.EDITOR)
_ORDER = "/verwaltung/ordnen/"

STAFF_LINKS = (Link("Order contributions", "order", 25, _staff),)


def pages(crowd: Crowd, on_grouped: Grouped) -> tuple[Page, ...]:
    """All pages over these contributions and fields; `on_grouped` is what follows when a group of duplicates grows."""
    similar, same = SimilarViews(crowd), DuplicateViews(crowd, on_grouped, staff(Role.MODERATOR))
    fields, themes = FieldViews(crowd), ThemeViews(crowd)
    return (
        page("/schlagwoerter/", KeywordViews(crowd).keywords, only=everyone, cached=True),
        page("/beitraege/aehnliche/{kind}", similar.similar_contributions, only=everyone, method="POST"),
        page(_ORDER, show_order, only=_staff, name="order"),
        page(_ORDER + "aehnliche/{kind}/{entry:uuid}", similar.similar_entries, only=_staff),
        page(_ORDER + "dubletten", same.duplicates, only=_staff),
        page(_ORDER + "dubletten", same.decide_duplicate, only=_staff, method="POST"),
        page(_ORDER + "felder", fields.fields, only=_staff),
        page(_ORDER + "felder", fields.enter_seeds, only=_editors, method="POST"),
        page(_ORDER + "zuordnen", fields.coding, only=_staff),
        page(_ORDER + "zuordnen", fields.assign_field, only=_staff, method="POST"),
        page(_ORDER + "stichworte", fields.standout_words, only=_staff),
        page(_ORDER + "themen", themes.themes, only=_staff),
        page(_ORDER + "themen", themes.explore_themes, only=_staff, method="POST", in_parts=True),
        page(_ORDER + "zusammenfassungen", themes.summaries, only=_staff),
        page(_ORDER + "zusammenfassungen", themes.ask_for_summary, only=_staff, method="POST"),
    )
