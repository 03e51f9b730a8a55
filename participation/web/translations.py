"""Catalogues: English msgids, one .po per area and language, merged when the program starts."""

from __future__ import annotations

import contextlib
import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from participation.web.languages import LANGUAGES, Language


@cache
def load_catalogues(folder: Path) -> dict[Language, gettext.NullTranslations]:
    """The merged catalogue of each language, read once; Leichte Sprache falls back to German, English to the msgids."""
    loaded: dict[Language, gettext.NullTranslations] = {}
    for language in LANGUAGES:
        merged = Translations()
        merged.plural = lambda number: int(number != 1)
        for source in sorted((folder / language.catalogue).glob("*.po")):
            merged.merge(Translations(BytesIO(_compiled(source))))
        loaded[language] = merged
    german, easy = (next(known for known in loaded if known.catalogue == name) for name in ("de", "de_SIMPLE"))
    loaded[easy].add_fallback(loaded[german])
    return loaded


def _compiled(source: Path) -> bytes:
    """The catalogue in binary form: kept beside the source, made anew when that is newer (a wheel brings it along)."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return target.read_bytes()
    compiled = compile_catalogue(source)
    with contextlib.suppress(OSError):  # an installation that may not be written to compiles at each start
        scratch = target.with_suffix(".new")
        scratch.write_bytes(compiled)
        scratch.replace(target)
    return compiled


def compile_catalogue(source: Path) -> bytes:
    """A .po file as the bytes of a .mo file."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()
