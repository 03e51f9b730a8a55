"""The pages of the glossary."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.glossary import staff_views, views
from participation.web.pages import Link, everyone, page

_EDITORS = staff(Role.EDITOR)
_WORDS = "/verwaltung/glossar"

PAGES = (
    page("/glossar/", views.glossary, only=everyone, cached=True),
    page(f"{_WORDS}/", staff_views.glossary_words, only=_EDITORS),
    page(f"{_WORDS}/neu", staff_views.new_word, only=_EDITORS),
    page(f"{_WORDS}/neu", staff_views.add_glossary_word, only=_EDITORS, method="POST"),
    page(f"{_WORDS}/woerter/{{word}}", staff_views.edit_word, only=_EDITORS),
    page(f"{_WORDS}/woerter/{{word}}", staff_views.save_word, only=_EDITORS, method="POST"),
    page(f"{_WORDS}/woerter/{{word}}/weg", staff_views.remove_glossary_word, only=_EDITORS, method="POST"),
)
STAFF_LINKS = (Link("Glossary", "glossary_words", 58, _EDITORS),)
