"""Catalogues: English msgids, one .po per area and language, merged when the program starts."""

from __future__ import annotations

import gettext
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from participation.web.languages import LANGUAGES, Language


def load_catalogues(folder: Path) -> dict[Language, gettext.NullTranslations]:
    """The merged catalogue of each language; Leichte Sprache falls back to German, English is the msgids themselves."""
    loaded: dict[Language, gettext.NullTranslations] = {}
    for language in LANGUAGES:
        merged = Translations()
        merged.plural = lambda number: int(number != 1)
        for compiled in sorted(_compiled(folder / language.catalogue)):
            with compiled.open("rb") as file:
                merged.merge(Translations(file))
        loaded[language] = merged
    german, easy = (next(known for known in loaded if known.catalogue == name) for name in ("de", "de_SIMPLE"))
    loaded[easy].add_fallback(loaded[german])
    return loaded


def _compiled(folder: Path) -> list[Path]:
    """The .mo beside each .po, made when it is missing or older (in a wheel they are there already)."""
    for source in folder.glob("*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as file:
                catalogue = read_po(file)
            scratch = target.with_suffix(".mo.new")
            with scratch.open("wb") as file:
                write_mo(file, catalogue)
            scratch.replace(target)
    return list(folder.glob("*.mo"))


__all__ = ["NullTranslations", "load_catalogues"]
