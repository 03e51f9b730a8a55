"""Loading a region from `content/{region}`: its row, its municipalities and population, the start page's texts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session, select

from participation.core.columns import Table
from participation.core.content_files import ContentProblem, required, toml_file
from participation.regions.accessibility import KNOWN
from participation.regions.actions import publish_change
from participation.regions.licences import LICENCES
from participation.regions.models import (
    Municipality,
    PopulationGroup,
    Region,
    RegionKind,
    RegionOutline,
    RegionText,
)
from participation.web.languages import LANGUAGES
from participation.web.maps import RegionMap

_Row = TypeVar("_Row", bound=Table)
_GENDERS = ("female", "male")


def load_region(session: Session, folder: Path) -> Region:
    """Store the region of a folder, or bring its row up to date.

    Raises:
        ContentProblem: a file cannot be used.
    """
    path = folder / "region.toml"
    settings = toml_file(path)
    region, changes = _put(session, Region, {"slug": str(required(path, settings, "slug"))}, _facts(path, settings))
    session.flush()
    for municipality in settings.get("municipalities", []):
        ags = str(required(path, municipality, "ags"))
        changes += _put(session, Municipality, {"region_id": region.id, "ags": ags}, _municipality(municipality))[1]
    for group in settings.get("population", {}).get("groups", []):
        for gender in _GENDERS:
            key = {"region_id": region.id, "age_group": str(group["age_group"]), "gender": gender}
            changes += _put(session, PopulationGroup, key, {"people": int(group[gender])})[1]
    for language in LANGUAGES:
        text = folder / f"start.{language.slug}.md"
        if text.exists():
            key = {"region_id": region.id, "language": language.tag}
            changes += _put(session, RegionText, key, {"text": text.read_text(encoding="utf-8").strip()})[1]
    outline = folder / "outline.geojson"
    if outline.exists():
        changes += _put(session, RegionOutline, {"region_id": region.id}, {"document": _outline(outline)})[1]
    session.flush()
    if changes:
        publish_change(session, region.id)
    return region


def _facts(path: Path, settings: dict[str, Any]) -> dict[str, Any]:
    kind = required(path, settings, "kind")
    if kind not in set(RegionKind):
        raise ContentProblem(path, f"kind is {' or '.join(RegionKind)}, not {kind!r}.")
    population = settings.get("population", {})
    counted = population.get("reference_date")
    return {
        name: required(path, settings, name) for name in ("name", "short_name", "state", "key", "council", "member")
    } | {
        "kind": RegionKind(kind),
        "primary_color": str(required(path, required(path, settings, "theme"), "primary")),
        "website": str(settings.get("contact", {}).get("website", "")),
        "accessibility": _accessibility(path, settings.get("accessibility", {})),
        "data_licence": _data_licence(path, settings.get("open_data", {})),
        "population_source": str(population.get("source", "")),
        "population_date": date.fromisoformat(str(counted)) if counted else None,
        "population_total": population.get("total"),
    }


def _accessibility(path: Path, settings: dict[str, Any]) -> dict[str, str]:
    if unknown := settings.keys() - KNOWN:
        raise ContentProblem(path, f"[accessibility] does not know {', '.join(sorted(unknown))}.")
    return {name: str(value).strip() for name, value in settings.items()}


def _data_licence(path: Path, settings: dict[str, Any]) -> str:
    licence = str(settings.get("licence", ""))
    if licence and licence not in LICENCES:
        raise ContentProblem(path, f"[open_data] licence is one of {', '.join(LICENCES)}, not {licence!r}.")
    return licence


def _outline(path: Path) -> dict[str, Any]:
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        RegionMap.of(document)
    except (ValueError, KeyError, TypeError, IndexError) as problem:
        raise ContentProblem(path, "is no collection of municipalities as GeoJSON multipolygons.") from problem
    return document


def _municipality(settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": settings["name"],
        "kind": settings.get("kind", ""),
        "ars": settings.get("ars"),
        "association": settings.get("association"),
        "sub_region": settings.get("sub_region", ""),
        "localities": list(settings.get("localities", [])),
    }


def _put(session: Session, model: type[_Row], key: dict[str, Any], values: dict[str, Any]) -> tuple[_Row, int]:
    """The row with that key, having these values, and whether (1 or 0) anything had to be written."""
    row = session.exec(select(model).filter_by(**key)).first()
    if row is None:
        row = model(**key, **values)
        session.add(row)
        return row, 1
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    session.add(row)
    return row, int(bool(changed))
