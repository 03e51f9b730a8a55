"""Licences under which a region may give its data away: those of the German catalogues (dcat-ap.de/def/licenses)."""

from __future__ import annotations

from dataclasses import dataclass

from participation.core.text import msgid
from participation.regions.models import Region

_LIST = "http://dcat-ap.de/def/licenses/"


@dataclass(frozen=True)
class Licence:
    """A licence: its name in the list, a title (a msgid), the address of its text, whether the region must be named."""

    slug: str
    title: str
    text: str
    needs_name: bool

    @property
    def address(self) -> str:
        """What catalogues call it."""
        return _LIST + self.slug


LICENCES = {
    licence.slug: licence
    for licence in (
        Licence(
            "cc-by/4.0",
            msgid("Creative Commons Attribution 4.0 (CC BY 4.0)"),
            "https://creativecommons.org/licenses/by/4.0/deed.de",
            needs_name=True,
        ),
        Licence(
            "dl-by-de/2.0",
            msgid("Data licence Germany – attribution – version 2.0"),
            "https://www.govdata.de/dl-de/by-2-0",
            needs_name=True,
        ),
        Licence(
            "dl-zero-de/2.0",
            msgid("Data licence Germany – Zero – version 2.0"),
            "https://www.govdata.de/dl-de/zero-2-0",
            needs_name=False,
        ),
    )
}
USUAL = LICENCES["cc-by/4.0"]


def licence_of(region: Region) -> Licence:
    """Under which licence a region gives its data away: what it has chosen, else CC BY 4.0."""
    return LICENCES.get(region.data_licence, USUAL)
