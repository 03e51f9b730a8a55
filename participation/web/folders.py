"""Where templates, catalogues and content lie: inside the installed wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """The folder `templates`, `locales` or `content`.

    Raises:
        FileNotFoundError: it is in neither place.
    """
    for place in (_PACKAGE / "_bundled" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"The folder {name} is neither bundled nor beside the package.")


STATIC = _PACKAGE / "static"
