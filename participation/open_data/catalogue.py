"""The catalogue of all datasets for other portals, after DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/dcatde/3.0/spec/)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from participation.core.text import msgid
from participation.open_data.turtle import Day, Iri, Literal, Statements, Term, described
from participation.regions.licences import Licence, licence_of
from participation.regions.models import Region, RegionKind
from participation.web.datasets import Dataset
from participation.web.languages import GERMAN
from participation.web.pages import Place

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_GEOCODING = "http://dcat-ap.de/def/politicalGeocoding/"
_FORMATS = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json")}
_LANGUAGE = Iri(f"{_AUTHORITY}language/DEU")
_ABOUT = msgid("What came of taking part: procedures, contributions, results and goals.")
CATALOGUE = "/opendata/catalog.ttl"


@dataclass(frozen=True)
class Cataloguing:
    """One region's catalogue: where we are reached, where its page is, and how msgids become German."""

    origin: str
    page: str
    region: Region
    translate: Callable[[str], str]

    @property
    def address(self) -> Iri:
        """The catalogue itself."""
        return self._named(self.region.slug)

    def subjects(self, session: Session, datasets: Sequence[Dataset]) -> Iterator[str]:
        """Everything that the document says about the region's data."""
        place = Place(self.region.id, self.region.slug, self.region.name, self.region.short_name)
        days = {dataset.slug: dataset.modified(session, place) for dataset in datasets}
        known = [moment for moment in days.values() if moment]
        yield described(self.address, self._catalogue(datasets, Day(max(known).date()) if known else None))
        yield described(self._publisher, self._authority())
        yield described(self._contact, self._reached())
        for dataset in datasets:
            modified = days[dataset.slug]
            yield described(
                self._named(self.region.slug, dataset.slug),
                self._dataset(dataset) | {"dct:modified": Day(modified.date()) if modified else None},
            )
            for form in _FORMATS:
                yield described(self._named(self.region.slug, dataset.slug, form), self._distribution(dataset, form))

    def _named(self, *parts: str) -> Iri:
        return Iri(f"{self.origin}{CATALOGUE}#{'-'.join(parts)}")

    def _said(self, message: str) -> Literal:
        return Literal(self.translate(message), GERMAN.tag)

    @property
    def _publisher(self) -> Iri:
        return self._named(self.region.slug, "publisher")

    @property
    def _contact(self) -> Iri:
        return self._named(self.region.slug, "contact")

    def _catalogue(self, datasets: Sequence[Dataset], modified: Day | None) -> Statements:
        title = f"{self.translate('Open data')} – {self.region.name}"
        return {
            "a": Term("dcat:Catalog"),
            "dct:title": Literal(title, GERMAN.tag),
            "dct:description": self._said(_ABOUT),
            "dct:publisher": self._publisher,
            "dct:language": _LANGUAGE,
            "dct:license": Iri(licence_of(self.region).address),
            "dct:modified": modified,
            "foaf:homepage": Iri(self.origin + self.page),
            "dcat:themeTaxonomy": Iri(f"{_AUTHORITY}data-theme"),
            "dcat:dataset": [self._named(self.region.slug, dataset.slug) for dataset in datasets],
        }

    def _authority(self) -> Statements:
        website = self.region.website
        return {
            "a": Term("foaf:Organization"),
            "foaf:name": Literal(self.region.name, GERMAN.tag),
            "foaf:homepage": Iri(website) if website.startswith(("https://", "http://")) else None,
        }

    def _reached(self) -> Statements:
        return {
            "a": Term("vcard:Organization"),
            "vcard:fn": Literal(self.region.name, GERMAN.tag),
            "vcard:hasURL": Iri(self.origin + self.page),
        }

    def _dataset(self, dataset: Dataset) -> dict[str, Iri | Term | Literal | Day | list[Iri] | None]:
        is_county = self.region.kind is RegionKind.COUNTY
        return {
            "a": Term("dcat:Dataset"),
            "dct:title": Literal(f"{self.translate(dataset.title)} – {self.region.name}", GERMAN.tag),
            "dct:description": self._said(dataset.about),
            "dct:identifier": Literal(f"{self.region.slug}-{dataset.slug}"),
            "dct:publisher": self._publisher,
            "dcat:contactPoint": self._contact,
            "dcat:theme": Iri(f"{_AUTHORITY}data-theme/GOVE"),
            "dct:language": _LANGUAGE,
            "dct:accrualPeriodicity": Iri(f"{_AUTHORITY}frequency/CONT"),
            "dct:accessRights": Iri(f"{_AUTHORITY}access-right/PUBLIC"),
            "dcat:landingPage": Iri(f"{self.origin}{self.page}#{dataset.slug}"),
            "dcatde:politicalGeocodingLevelURI": Iri(f"{_GEOCODING}Level/administrativeDistrict")
            if is_county
            else None,
            "dcatde:politicalGeocodingURI": Iri(f"{_GEOCODING}districtKey/{self.region.key}") if is_county else None,
            "dcat:distribution": [self._named(self.region.slug, dataset.slug, form) for form in _FORMATS],
        }

    def _distribution(self, dataset: Dataset, form: str) -> Statements:
        licence, file = licence_of(self.region), Iri(f"{self.origin}/opendata/{self.region.slug}/{dataset.slug}.{form}")
        name, media_type = _FORMATS[form]
        return {
            "a": Term("dcat:Distribution"),
            "dct:title": Literal(f"{self.translate(dataset.title)} ({name})", GERMAN.tag),
            "dcat:accessURL": file,
            "dcat:downloadURL": file,
            "dct:format": Iri(f"{_AUTHORITY}file-type/{name}"),
            "dcat:mediaType": Iri(_MEDIA + media_type),
            "dct:license": Iri(licence.address),
            "dcatde:licenseAttributionByText": _named_after(licence, self.region),
        }


def _named_after(licence: Licence, region: Region) -> Literal | None:
    return Literal(region.name, GERMAN.tag) if licence.needs_name else None
