"""The documentation holds together: every link leads somewhere, and every page is on the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("**/*.md")), *sorted(ROOT.glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def _anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for name, anchor in LINK.findall(page.read_text()):
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), name
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target), f"{name}#{anchor}"


@pytest.mark.parametrize("folder", ["tutorial", "anleitung", "referenz", "erklaerung", "design"])
def test_every_page_is_on_the_list(folder: str) -> None:
    listed = (DOCS / "index.md").read_text()
    assert [page.name for page in DOCS.glob(f"{folder}/*.md") if f"({folder}/{page.name})" not in listed] == []


def test_every_decision_is_on_the_list_with_a_number_of_its_own() -> None:
    records = sorted((DOCS / "adr").glob("0*.md"))
    listed = (DOCS / "adr" / "README.md").read_text()
    assert [record.name for record in records if f"]({record.name})" not in listed] == []
    assert len({record.name[:4] for record in records}) == len(records)
