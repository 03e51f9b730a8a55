"""The languages of the interface: one language, three spellings (URL, tag, catalogue)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language that a page can be read in.

    `slug` stands in the URL and in content file names, `tag` in HTML, API, CLI and database, `catalogue` is the folder
    in `locales/`, `locale` is Babel's (which knows no Leichte Sprache), `label` its own name for itself.
    """

    slug: str
    tag: str
    catalogue: str
    locale: str
    label: str


GERMAN = Language("de", "de", "de", "de_DE", "Deutsch")
EASY = Language("leicht", "de-simple", "de_SIMPLE", "de_DE", "Leichte Sprache")
ENGLISH = Language("en", "en", "en", "en_GB", "English")
LANGUAGES = (GERMAN, EASY, ENGLISH)
BY_SLUG = {language.slug: language for language in LANGUAGES}
BY_TAG = {language.tag: language for language in LANGUAGES}


def preferred(accept_language: str) -> Language:
    """The language that an Accept-Language header asks for first; German if it asks for none of ours."""
    wishes = []
    for position, part in enumerate(accept_language.lower().split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wishes.append((-float(quality or 1), position, tag))
        except ValueError:
            continue
    for _quality, _position, tag in sorted(wishes):
        if tag == "de-simple":
            return EASY
        if tag.split("-")[0] in BY_SLUG:
            return BY_SLUG[tag.split("-")[0]]
    return GERMAN
