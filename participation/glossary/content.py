"""Loading a region's glossary from `glossary.toml`; words that are there already stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from participation.core.content_files import ContentProblem, required, toml_file
from participation.core.slugs import SLUG
from participation.glossary.models import GlossaryTerm, GlossaryText
from participation.regions.actions import publish_change
from participation.regions.models import Region
from participation.web.languages import GERMAN, LANGUAGES

FILE = "glossary.toml"


def load(session: Session, folder: Path, region: Region) -> int:
    """Store the words of the region's `glossary.toml` that are not known yet; how many they were.

    Raises:
        ContentProblem: the file cannot be used.
    """
    path = folder / FILE
    if not path.exists():
        return 0
    known = set(session.exec(select(GlossaryTerm.key).where(GlossaryTerm.region_id == region.id)))
    added = 0
    for entry in toml_file(path).get("terms", []):
        key = str(required(path, entry, "key"))
        if not SLUG.fullmatch(key):
            raise ContentProblem(path, f"The key “{key}” is not made of a-z, 0-9 and hyphens.")
        if key not in known:
            _add(session, path, region, key, entry)
            known.add(key)
            added += 1
    session.flush()
    if added:
        publish_change(session, region.id)
    return added


def _add(session: Session, path: Path, region: Region, key: str, entry: dict[str, Any]) -> None:
    term = GlossaryTerm(region_id=region.id, key=key)
    session.add(term)
    session.flush()
    for language in LANGUAGES:
        suffix = "" if language == GERMAN else f"_{language.slug}"
        if suffix and f"term{suffix}" not in entry:
            continue
        session.add(
            GlossaryText(
                term_id=term.id,
                language=language.tag,
                term=str(required(path, entry, f"term{suffix}")),
                also=[str(word) for word in entry.get(f"also{suffix}", [])],
                explanation=str(required(path, entry, f"explanation{suffix}")).strip(),
            )
        )
