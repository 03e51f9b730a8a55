"""The audiences of a survey file: `[[audiences]]` with slug, names, admission, internal, sample, population."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from participation.core.slugs import SLUG
from participation.surveys.audiences.actions import RESERVED
from participation.surveys.models import Admission, Audience
from participation.surveys.toml_format import QuestionnaireError
from participation.web.languages import BY_SLUG

_LONGEST = 40
_KNOWN = {"slug", "names", "admission", "internal", "sample", "population"}


def audiences_from_toml(source: Mapping[str, Any], survey_id: UUID) -> list[Audience]:
    """The rows for a survey, in the order of the file.

    Raises:
        QuestionnaireError: something of an audience cannot be used; the sentence names it.
    """
    rows = [_audience(one, survey_id, place) for place, one in enumerate(source.get("audiences", ()), start=1)]
    slugs = [row.slug for row in rows]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise QuestionnaireError(f"the audience {slug!r} is there twice.")
    return rows


def _audience(source: Mapping[str, Any], survey_id: UUID, place: int) -> Audience:
    slug = str(source.get("slug", ""))
    where = f"audience {slug!r}"
    if not SLUG.fullmatch(slug) or len(slug) > _LONGEST or slug in RESERVED:
        raise QuestionnaireError(
            f"{where}: a slug has lower case letters, digits and single hyphens, at most {_LONGEST}."
        )
    if unknown := source.keys() - _KNOWN:
        raise QuestionnaireError(f"{where}: there is no {min(unknown)!r}.")
    admission = source.get("admission", Admission.OPEN)
    if admission not in set(Admission):
        raise QuestionnaireError(f"{where}: admission is one of {', '.join(Admission)}, not {admission!r}.")
    population = source.get("population")
    if population is not None and (not isinstance(population, int) or isinstance(population, bool) or population < 1):
        raise QuestionnaireError(f"{where}: population is a number of people.")
    return Audience(
        survey_id=survey_id,
        slug=slug,
        position=place,
        names=_names(source.get("names", {}), where),
        admission=Admission(admission),
        is_internal=bool(source.get("internal", False)),
        is_sample=bool(source.get("sample", False)),
        population=population,
    )


def _names(given: Mapping[str, Any], where: str) -> dict[str, str]:
    if unknown := given.keys() - BY_SLUG.keys():
        raise QuestionnaireError(f"{where}: a name in the unknown language {min(unknown)!r}.")
    if not given.get("de"):
        raise QuestionnaireError(f"{where}: there is no German name.")
    return {BY_SLUG[slug].tag: str(name).strip() for slug, name in given.items()}
