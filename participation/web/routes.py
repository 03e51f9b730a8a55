"""The route table: every page of every area, found by path, listed with its access rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from participation.core.errors import NotFound
from participation.web.pages import Page, everyone
from participation.web.visit import Visit


def _no_such_page(_visit: Visit, **_params: object) -> Any:
    raise NotFound("There is no such page.")


class RouteTable:
    """Pages grouped by their first path segment."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Sort the pages in; two pages with one name and method stop the start."""
        self.pages = tuple(pages)
        self.missing = Page("/", _no_such_page, "missing", everyone)
        self.by_name: dict[str, Page] = {}
        self._by_segment: dict[tuple[bool, str], list[Page]] = {}
        for page in self.pages:
            if page.name in self.by_name and self.by_name[page.name].path != page.path:
                raise ValueError(f"Two pages are called {page.name}: {self.by_name[page.name].path} and {page.path}")
            self.by_name.setdefault(page.name, page)
            key = (page.whole_site, _first_segment(page.path))
            self._by_segment.setdefault(key, []).append(page)

    def find(self, path: str, method: str, *, below_region: bool) -> tuple[Page, dict[str, Any]]:
        """The page for a path below a language (and region), with its parameters; `missing` if there is none.

        Pages of the whole site are found below a region, too, where the region is not part of the path.
        """
        for whole_site in (False, True) if below_region else (True,):
            for segment in (_first_segment(path), ""):
                for page in self._by_segment.get((whole_site, segment), ()):
                    if page.method == method and (params := page.matches(path)) is not None:
                        return page, params
        return self.missing, {}


def _first_segment(path: str) -> str:
    segment = path.lstrip("/").partition("/")[0]
    return "" if segment.startswith("{") else segment


def access_table(pages: Sequence[Page]) -> str:
    """One line a page: who, method, path, name; sorted, for the checked-in `access.txt`."""
    lines = [f"{page.only.name:<28} {page.method:<5} {page.path:<64} {page.name}" for page in pages]
    return "\n".join(sorted(lines)) + "\n"
