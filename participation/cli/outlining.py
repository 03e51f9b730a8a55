"""`outline`: the outline of a region from a file of open geodata."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import click

from participation.cli.outlines import outline_of
from participation.core.errors import Invalid
from participation.web.folders import folder


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--region", required=True, help="Folder of the region with its region.toml, or its name in content/.")
@click.option("--licence", required=True, help="Source and licence of FILE, shown with the map.")
@click.option("--tolerance", type=click.FloatRange(0, 5_000), default=200.0, show_default=True, help="In metres.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Else outline.geojson of the region.")
def outline(file: Path, region: str, licence: str, tolerance: float, out: Path | None) -> None:
    """Make the outline of a region from FILE, a GeoJSON of municipalities in degrees (EPSG:4326).

    The region's municipalities are taken out, their borders simplified without gaps, and written with the licence.
    """
    place = Path(region) if Path(region).is_dir() else folder("content") / region
    municipalities = _municipalities(place / "region.toml")
    try:
        source = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as problem:
        raise Invalid("This file is no GeoJSON collection of polygons.") from problem
    document = outline_of(source, municipalities, licence.strip(), tolerance)
    target = out or place / "outline.geojson"
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    target.write_text(text + "\n", encoding="utf-8")
    click.echo(f"{target}: {len(municipalities)} municipalities, {len(text) // 1000 + 1} kB", err=True)


def _municipalities(path: Path) -> dict[str, str]:
    if not path.is_file():
        raise Invalid("There is no region.toml in %(folder)s.", folder=str(path.parent))
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {one["ags"]: one["name"] for one in settings.get("municipalities", [])}
    if not found:
        raise Invalid("%(file)s names no municipalities.", file=str(path))
    return found
