"""What editors do with the glossary: write, change and remove words."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.errors import Conflict
from participation.glossary.queries import word_by_key, words_of
from participation.glossary.staff_words import (
    Explained,
    WordSheet,
    add_word,
    problems_of,
    remove_word,
    sheet_from,
    sheet_of,
    store_word,
)
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit

_EMPTY = WordSheet("", {language.slug: Explained() for language in LANGUAGES})


def glossary_words(visit: Visit) -> Response:
    """All words, with the languages in which each is explained."""
    return visit.render("glossary/staff/words.html", words=words_of(visit.db, visit.place.id), languages=LANGUAGES)


def new_word(visit: Visit) -> Response:
    """The form for one more word."""
    return _page(visit, _EMPTY, is_new=True)


def add_glossary_word(visit: Visit) -> Response:
    """Add it."""
    sheet = sheet_from(visit.form, visit.form.text("key"))
    if problems := problems_of(sheet):
        return _page(visit, sheet, problems, is_new=True)
    try:
        add_word(visit.db, visit.place, sheet, visit.person_id)
    except Conflict as conflict:
        return _page(visit, sheet, {"key": conflict.message}, is_new=True, status=409)
    return visit.redirect("glossary_words")


def edit_word(visit: Visit, word: str) -> Response:
    """A word in all languages."""
    return _page(visit, sheet_of(word_by_key(visit.db, visit.place, word)))


def save_word(visit: Visit, word: str) -> Response:
    """Save it; what somebody else saved meanwhile is shown beside one's own."""
    found = word_by_key(visit.db, visit.place, word)
    sheet, stored = sheet_from(visit.form, word), sheet_of(found)
    if problems := problems_of(sheet):
        return _page(visit, sheet, problems)
    if sheet.base != stored.base:
        return _page(visit, WordSheet(word, sheet.texts, stored.base), theirs=stored, status=409)
    store_word(visit.db, visit.place, found, sheet, visit.person_id)
    return visit.redirect("glossary_words", anchor=f"wort-{word}")


def remove_glossary_word(visit: Visit, word: str) -> Response:
    """Take it out."""
    remove_word(visit.db, visit.place, word_by_key(visit.db, visit.place, word), visit.person_id)
    return visit.redirect("glossary_words")


def _page(
    visit: Visit,
    sheet: WordSheet,
    problems: dict[str, str] | None = None,
    *,
    is_new: bool = False,
    theirs: WordSheet | None = None,
    status: int = 200,
) -> Response:
    return visit.render(
        "glossary/staff/word.html",
        status=422 if problems and status == 200 else status,  # noqa: PLR2004 - a refusal unless said otherwise
        sheet=sheet,
        problems={name: visit._(problem) for name, problem in (problems or {}).items()},
        is_new=is_new,
        theirs=theirs,
        languages=LANGUAGES,
    )
