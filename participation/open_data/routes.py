"""The page about open data and its feed; the files and the catalogue, which stand beside the languages."""

from __future__ import annotations

from collections.abc import Sequence

from participation.open_data.catalogue import CATALOGUE
from participation.open_data.downloads import Answer, Downloads
from participation.open_data.views import OpenData, happening_feed
from participation.web.datasets import Dataset
from participation.web.pages import Page, everyone, page


def pages(datasets: Sequence[Dataset]) -> tuple[Page, ...]:
    """The pages about these datasets."""
    return (
        page("/opendata/", OpenData(datasets).open_data, only=everyone, cached=True),
        page("/opendata/feed", happening_feed, only=everyone, cached=True),
    )


def plain(datasets: Sequence[Dataset]) -> dict[str, Answer]:
    """The addresses of these datasets that are no pages."""
    return {CATALOGUE: OpenData(datasets).catalogue} | Downloads(datasets).plain()
